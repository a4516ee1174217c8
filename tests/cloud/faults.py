"""Faults, planted one at a time: each is a slip that somebody could make, and has to be caught."""

from pathlib import Path
from typing import NamedTuple

import house
from templates import Stacks


class Fault(NamedTuple):
    """A slip: in which template, what stands there, and what is put in its place."""

    name: str
    stack: str
    old: str
    new: str


BEHAVIOUR = """          - PathPattern: /intake/*
            TargetOriginId: functions
            ViewerProtocolPolicy: redirect-to-https
            AllowedMethods: [GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE]
            Compress: true
            CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad
            OriginRequestPolicyId: !Ref ForFunctions
"""
OWN_LETTERS = """        DeadLetterConfig:
          Arn: !GetAtt DeadLetters.Arn
"""
LEAVE = """              - Sid: LeaveWhatFailed
                Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt DeadLetters.Arn
"""

FAULTS = [
    # Data
    Fault("a table goes with its stack", "data", "  Table:\n    Type: AWS::DynamoDB::Table\n    DeletionPolicy: Retain", "  Table:\n    Type: AWS::DynamoDB::Table\n    DeletionPolicy: Delete"),
    Fault("a bucket goes when it is replaced", "data", "  SiteBucket:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Retain\n    UpdateReplacePolicy: Retain\n", "  SiteBucket:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Retain\n"),
    Fault("expiry without its attribute", "data", "        AttributeName: ttl\n        Enabled: true", "        Enabled: true"),
    Fault("expiry by another attribute", "data", "AttributeName: ttl", "AttributeName: expires"),
    Fault("clients' keys expire", "data", "      TableName: !Sub ${AWS::StackName}-keys\n", "      TableName: !Sub ${AWS::StackName}-keys\n      TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}\n"),
    Fault("an attribute that no key has", "data", "        - AttributeName: sk\n          AttributeType: S\n      KeySchema", "        - AttributeName: sk\n          AttributeType: S\n        - AttributeName: due\n          AttributeType: S\n      KeySchema"),
    Fault("no point-in-time recovery", "data", "PointInTimeRecoveryEnabled: true", "PointInTimeRecoveryEnabled: false"),
    Fault("clients' keys are kept for less than is said", "data", "RecoveryPeriodInDays: 35", "RecoveryPeriodInDays: 7"),
    Fault("a table that one call deletes", "data", "DeletionProtectionEnabled: true", "DeletionProtectionEnabled: false"),
    Fault("a bucket may be opened", "data", "RestrictPublicBuckets: true", "RestrictPublicBuckets: false"),
    Fault("a bucket for everybody to read", "data", "    Properties:\n      PublicAccessBlockConfiguration:", "    Properties:\n      AccessControl: PublicRead\n      PublicAccessBlockConfiguration:"),
    Fault("a table with a key of AWS's own", "data", "        SSEType: KMS\n        KMSMasterKeyId: !GetAtt DataKey.Arn", "        SSEType: KMS"),
    Fault("a key that is never rotated", "data", "EnableKeyRotation: true", "EnableKeyRotation: false"),
    # Policies
    Fault("any action of mail", "app", "Action: [ses:SendEmail, ses:SendRawEmail]", "Action: ses:*"),
    Fault("an action that there is not", "app", "Action: dynamodb:BatchGetItem", "Action: dynamodb:GetBatchItem"),
    Fault("every resource", "app", "                Action: dynamodb:BatchGetItem\n                Resource: !Ref TableArn", "                Action: dynamodb:BatchGetItem\n                Resource: \"*\""),
    Fault("rows of the audit may be deleted", "app", 'dynamodb:LeadingKeys: ["B#*", "C#*", "F#*", "H#*", "I#*", "M#*", "N#accounts", "N#clients", "O#*", "P#*", "W#*"]', 'dynamodb:LeadingKeys: ["B#*", "C#*", "F#*", "H#*", "I#*", "L#*", "M#*", "N#accounts", "N#clients", "O#*", "P#*", "W#*"]'),
    Fault("booking reads records", "app", 'dynamodb:LeadingKeys: ["B#*", "L#*", "W#*"]', 'dynamodb:LeadingKeys: ["B#*", "C#*", "L#*", "W#*"]'),
    Fault("booking reads the whole table", "app", '                Action: dynamodb:Query\n                Resource: !Ref TableArn\n                Condition:\n                  ForAllValues:StringLike:\n                    dynamodb:LeadingKeys: ["W#*"]\n                  "Null":\n                    dynamodb:LeadingKeys: "false"\n', "                Action: dynamodb:Query\n                Resource: !Ref TableArn\n"),
    Fault("a request without keys passes", "app", '                    dynamodb:LeadingKeys: ["B#*", "D#*"]\n                  "Null":\n                    dynamodb:LeadingKeys: "false"\n', '                    dynamodb:LeadingKeys: ["B#*", "D#*"]\n'),
    Fault("the desk looks through every record", "app", "                Action: dynamodb:Scan\n                Resource: !Ref KeysTableArn\n", "                Action: dynamodb:Scan\n                Resource: !Ref TableArn\n"),
    Fault("notify looks through every key", "app", "        - PolicyName: notify\n          PolicyDocument:\n            Version: \"2012-10-17\"\n            Statement:\n", "        - PolicyName: notify\n          PolicyDocument:\n            Version: \"2012-10-17\"\n            Statement:\n              - Effect: Allow\n                Action: dynamodb:Scan\n                Resource: !Ref KeysTableArn\n"),
    Fault("notify opens the practice's key", "app", "              - Sid: SendMail\n", "              - Sid: Open\n                Effect: Allow\n                Action: kms:Decrypt\n                Resource: !Ref PracticeKeyArn\n              - Sid: SendMail\n"),
    Fault("anybody may take a function's role", "app", "              Service: lambda.amazonaws.com\n            Action: sts:AssumeRole", "              AWS: \"*\"\n            Action: sts:AssumeRole"),
    # The API
    Fault("a route of nobody", "app", "Target: !Sub integrations/${IntakeIntegration}", "Target: !Sub integrations/${FormsIntegration}"),
    Fault("an address without its route", "app", "RouteKey: ANY /api/desk/{proxy+}", "RouteKey: ANY /api/staff/{proxy+}"),
    Fault("the desk itself has no route", "app", "RouteKey: ANY /desk/\n", "RouteKey: ANY /desks/\n"),
    Fault("a stage with a name", "app", "StageName: $default", "StageName: prod"),
    Fault("events of the first format", "app", 'PayloadFormatVersion: "2.0"', 'PayloadFormatVersion: "1.0"'),
    Fault("addresses in the log", "app", '"route":"$context.routeKey"', '"from":"$context.identity.sourceIp"'),
    Fault("anybody's API may call a function", "app", "      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*\n", ""),
    Fault("the API waits longer than it may", "app", "TimeoutInMillis: 20000", "TimeoutInMillis: 31000"),
    Fault("a function outlives whoever waits for it", "app", "Timeout: 15", "Timeout: 25"),
    # The front
    Fault("a page family that is not handed on", "app", BEHAVIOUR, ""),
    Fault("handed to an origin that there is not", "app", "          - PathPattern: /booking/*\n            TargetOriginId: functions", "          - PathPattern: /booking/*\n            TargetOriginId: api"),
    Fault("answers for one client are kept for all", "app", "          - PathPattern: /desk/*\n            TargetOriginId: functions\n            ViewerProtocolPolicy: redirect-to-https\n            AllowedMethods: [GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE]\n            Compress: true\n            CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "          - PathPattern: /desk/*\n            TargetOriginId: functions\n            ViewerProtocolPolicy: redirect-to-https\n            AllowedMethods: [GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE]\n            Compress: true\n            CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6"),
    Fault("plain HTTP", "app", "ViewerProtocolPolicy: redirect-to-https", "ViewerProtocolPolicy: allow-all"),
    Fault("the bucket is asked without a signature", "app", "            OriginAccessControlId: !Ref SiteAccess\n", ""),
    Fault("any distribution may read the bucket", "app", "                aws:SourceArn: !Sub arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Site}", "                aws:SourceAccount: !Ref AWS::AccountId"),
    Fault("the front proves nothing", "app", "            OriginCustomHeaders:\n              - HeaderName: x-knead-front\n                HeaderValue: !Ref FrontSecret\n", ""),
    Fault("the client's address is lost", "app", "            - cloudfront-viewer-address\n", ""),
    Fault("scripts of others", "app", "script-src 'self'", "script-src *"),
    Fault("no page for a clean address", "app", "            - EventType: viewer-request\n", "            - EventType: viewer-response\n"),
    # What runs
    Fault("a runtime that there is not", "app", "Runtime: provided.al2023", "Runtime: provided.al2024"),
    Fault("a runtime with an older libc", "app", "Runtime: provided.al2023", "Runtime: provided.al2"),
    Fault("a function is not told its table", "app", "          KNEAD_TABLE: !Ref TableName\n", ""),
    Fault("a secret in the template", "app", "          KNEAD_SECRET: !Ref Secret\n", f"          KNEAD_SECRET: {'5e' * 32}\n"),
    Fault("a secret that is shown", "app", "  FrontSecret:\n    Type: String\n    NoEcho: true\n", "  FrontSecret:\n    Type: String\n"),
    Fault("booking has the desk's role", "app", "      Role: !GetAtt BookingRole.Arn", "      Role: !GetAtt DeskRole.Arn"),
    Fault("a function takes all of the account", "app", "      ReservedConcurrentExecutions: !If [ReservesDesk, !Ref DeskConcurrency, !Ref AWS::NoValue]\n", ""),
    Fault("a log for ever", "app", "      RetentionInDays: !Ref LogRetentionDays\n", ""),
    # The sweep, and alarms
    Fault("a rate that AWS does not read", "app", "rate(1 minute)", "rate(15 minute)"),
    Fault("a sweep each quarter of an hour", "app", "rate(1 minute)", "rate(15 minutes)"),
    Fault("a sweep that cannot begin is lost", "app", OWN_LETTERS, ""),
    Fault("dead letters that may not be left", "app", LEAVE, ""),
    Fault("an alarm that tells nobody", "app", "      AlarmActions: [!Ref Topic]\n", ""),
    Fault("an alarm over what nobody counts", "app", "      MetricName: MailsFailed\n", "      MetricName: MailFailures\n"),
    Fault("a quiet sweep is no alarm", "app", "TreatMissingData: breaching", "TreatMissingData: notBreaching"),
    Fault("nobody is told what it costs", "app", "  Budget:\n    Type: AWS::Budgets::Budget", "  Budget:\n    Type: AWS::SNS::Topic"),
]


def planted(sound: Stacks, fault: Fault) -> Stacks:
    """The stacks with one fault. One that cannot be planted any more is an error."""
    text = sound.texts[fault.stack]
    if fault.old not in text:
        raise SystemExit(f"error: the fault `{fault.name}` finds its place no more in {fault.stack}.yaml: plant it anew")
    return sound.with_text(fault.stack, text.replace(fault.old, fault.new, 1))


def place(sound: Stacks, folder: Path) -> dict[str, Path]:
    """A file for each fault, for the linters."""
    placed = {}
    for number, fault in enumerate(FAULTS):
        path = folder / f"fault-{number}.yaml"
        path.write_text(planted(sound, fault).texts[fault.stack])
        placed[fault.name] = path
    return placed


def by_the_house(stacks: Stacks) -> bool:
    """Whether our own rules object; one that stumbles over the fault does."""
    try:
        return bool(house.problems(stacks))
    except (AttributeError, KeyError, IndexError, StopIteration, TypeError):
        return True


def table(sound: Stacks, placed: dict[str, Path], linted, checked) -> list[str]:
    """Prints who catches each fault; those that nobody does."""
    missed = []
    for fault in FAULTS:
        file = placed[fault.name].name
        caught = {
            "ours": by_the_house(planted(sound, fault)),
            "cfn-lint": bool(linted[file]),
            "checkov": bool(checked[file]),
        }
        by = ", ".join(name for name, is_caught in caught.items() if is_caught)
        print(f"{fault.name:<48} {by or 'NOBODY'}")
        if not by:
            missed.append(fault.name)
    return missed

"""What holds data stays, is encrypted, can be brought back, and is as the code expects it."""

import re

from templates import code

HOLDS_DATA = ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key")
BLOCKED = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def stays(stacks):
    for name, resource in stacks.resources().items():
        if resource["Type"] in HOLDS_DATA:
            for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
                if resource.get(policy) != "Retain":
                    yield f"{name} holds data and has no {policy}: Retain"


def holds_what_the_code_expects(stacks):
    expiry = re.search(r'EXPIRY_ATTRIBUTE: &str = "(\w+)"', code("functions/src/store/table.rs"))[1]
    keys = [("pk", "HASH"), ("sk", "RANGE")]
    tables = stacks.of_type("AWS::DynamoDB::Table")
    if set(tables) != {"Table", "KeysTable"}:
        yield f"there are the tables {sorted(tables)}, and should be Table and KeysTable"
        return
    for name, table in tables.items():
        schema = [(key["AttributeName"], key["KeyType"]) for key in table["KeySchema"]]
        if schema != keys:
            yield f"{name} has the keys {schema}; functions/src/store/table.rs has {keys}"
        if table.get("BillingMode") != "PAY_PER_REQUEST":
            yield f"{name} is not paid by request"
        if "GlobalSecondaryIndexes" in table or "LocalSecondaryIndexes" in table:
            yield f"{name} has an index that the code does not know"
    lives = tables["Table"].get("TimeToLiveSpecification")
    if lives != {"AttributeName": expiry, "Enabled": True}:
        yield f"Table's TimeToLiveSpecification is {lives}; the code writes `{expiry}`"
    if "TimeToLiveSpecification" in tables["KeysTable"]:
        yield "KeysTable lets keys expire: a record's key would be lost"
    if tables["KeysTable"]["TableName"] != {"Fn::Sub": "${AWS::StackName}-keys"}:
        yield "KeysTable is not named as the code names it: the table's name and `-keys`"


def can_be_brought_back(stacks):
    for name, table in stacks.of_type("AWS::DynamoDB::Table").items():
        recovery = table.get("PointInTimeRecoverySpecification", {})
        if recovery.get("PointInTimeRecoveryEnabled") is not True:
            yield f"{name} has no point-in-time recovery"
        if recovery.get("RecoveryPeriodInDays") != 35:
            yield f"{name}: clients are told that keys are gone from every copy after 35 days"
        if table.get("DeletionProtectionEnabled") is not True:
            yield f"{name} can be deleted by one call"
    for name, bucket in stacks.of_type("AWS::S3::Bucket").items():
        if bucket.get("VersioningConfiguration") != {"Status": "Enabled"}:
            yield f"{name} keeps no former versions"


def is_encrypted(stacks):
    for name, table in stacks.of_type("AWS::DynamoDB::Table").items():
        wanted = {"SSEEnabled": True, "SSEType": "KMS"}
        wanted["KMSMasterKeyId"] = {"Fn::GetAtt": ["DataKey", "Arn"]}
        if table.get("SSESpecification") != wanted:
            yield f"{name} is not encrypted with DataKey"
    for name, bucket in stacks.of_type("AWS::S3::Bucket").items():
        if "BucketEncryption" not in bucket:
            yield f"{name} is not encrypted"
    for name, key in stacks.of_type("AWS::KMS::Key").items():
        if key.get("EnableKeyRotation") is not True:
            yield f"{name} is never rotated"
    for name, queue in stacks.of_type("AWS::SQS::Queue").items():
        if queue.get("SqsManagedSseEnabled") is not True:
            yield f"{name} is not encrypted"


def is_private(stacks):
    for name, bucket in stacks.of_type("AWS::S3::Bucket").items():
        block = bucket.get("PublicAccessBlockConfiguration", {})
        if any(block.get(blocked) is not True for blocked in BLOCKED):
            yield f"{name} may be opened to everybody: block all four ways"
        if "WebsiteConfiguration" in bucket or "AccessControl" in bucket:
            yield f"{name} is served past CloudFront"


RULES = [stays, holds_what_the_code_expects, can_be_brought_back, is_encrypted, is_private]

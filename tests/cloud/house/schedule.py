"""The sweep: begun each minute, and what fails of it is kept."""

import re

from templates import listed

RATE = re.compile(r"rate\((?:1 (?:minute|hour|day)|(?!1 )[1-9]\d* (?:minutes|hours|days))\)")
LETTERS = {"Fn::GetAtt": ["DeadLetters", "Arn"]}


def the_sweep_is_begun_each_minute(stacks):
    for name, schedule in stacks.of_type("AWS::Scheduler::Schedule").items():
        rate = schedule.get("ScheduleExpression", "")
        if not RATE.fullmatch(rate):
            yield f"{name}: `{rate}` is no rate that AWS reads"
        elif rate != "rate(1 minute)":
            yield f"{name}: mails are promised to the minute, and `{rate}` is not"
        if schedule.get("State", "ENABLED") != "ENABLED":
            yield f"{name} is off"
        target = schedule["Target"]
        if target.get("Arn") != {"Fn::GetAtt": ["NotifyFunction", "Arn"]}:
            yield f"{name} begins no sweep"
        if target.get("DeadLetterConfig") != {"Arn": LETTERS}:
            yield f"{name}: a sweep that cannot begin is told to nobody"


def what_fails_may_be_left(stacks):
    for role, action, resource in [
        ("EveryMinuteRole", "lambda:InvokeFunction", {"Fn::GetAtt": ["NotifyFunction", "Arn"]}),
        ("EveryMinuteRole", "sqs:SendMessage", LETTERS),
        ("NotifyRole", "sqs:SendMessage", LETTERS),
    ]:
        policies = stacks.of_type("AWS::IAM::Role").get(role, {}).get("Policies", [])
        statements = [one for policy in policies for one in policy["PolicyDocument"]["Statement"]]
        if not any(
            action in listed(one["Action"]) and resource in listed(one["Resource"])
            for one in statements
        ):
            yield f"{role} may not {action}, which it needs"
    failures = stacks.of_type("AWS::Lambda::EventInvokeConfig").get("NotifyFailures", {})
    if failures.get("DestinationConfig", {}).get("OnFailure") != {"Destination": LETTERS}:
        yield "a sweep that fails is told to nobody: NotifyFailures has no destination"


RULES = [the_sweep_is_begun_each_minute, what_fails_may_be_left]

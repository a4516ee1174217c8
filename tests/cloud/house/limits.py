"""Times and numbers: each within what waits for it."""

from templates import constant


def times_are_those_of_the_code(stacks):
    notify, others = constant("NOTIFY_SECONDS"), constant("FUNCTION_SECONDS")
    for name, function in stacks.of_type("AWS::Lambda::Function").items():
        meant = notify if name == "NotifyFunction" else others
        if function.get("Timeout") != meant:
            yield f"{name}'s Timeout is {function.get('Timeout')}; functions/src/budget.rs says {meant}"
    for name, integration in stacks.of_type("AWS::ApiGatewayV2::Integration").items():
        waits, meant = integration.get("TimeoutInMillis"), constant("API_MILLISECONDS")
        if waits != meant:
            yield f"{name} waits {waits} ms; functions/src/budget.rs says {meant}"
    site = stacks.of_type("AWS::CloudFront::Distribution")["Site"]["DistributionConfig"]
    origin = next(one for one in site["Origins"] if one["Id"] == "functions")
    waits, meant = origin["CustomOriginConfig"].get("OriginReadTimeout"), constant("FRONT_SECONDS")
    if waits != meant:
        yield f"CloudFront waits {waits} s; functions/src/budget.rs says {meant}"


def nobody_takes_all_of_the_account(stacks):
    for name, function in stacks.of_type("AWS::Lambda::Function").items():
        if "ReservedConcurrentExecutions" not in function:
            yield f"{name} may take all of the account's concurrency"


def every_log_ends(stacks):
    logs = stacks.of_type("AWS::Logs::LogGroup")
    for name, group in logs.items():
        if group.get("RetentionInDays") != {"Ref": "LogRetentionDays"}:
            yield f"{name} is kept for ever"
    for name, function in stacks.of_type("AWS::Lambda::Function").items():
        group = function.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref")
        if group not in logs:
            yield f"{name} writes to a log that Lambda makes, and that never ends"


RULES = [times_are_those_of_the_code, nobody_takes_all_of_the_account, every_log_ends]

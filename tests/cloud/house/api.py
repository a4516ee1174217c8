"""The HTTP API: every address of the code is handed to the function that owns it."""

import re

from templates import all_code

ROOMS = {"booking": "BookingFunction", "intake": "IntakeFunction", "desk": "DeskFunction"}
# Addresses that end in a slash, where others that do are only the beginning of one.
WHOLE = {"booking": {"/booking/"}, "intake": set(), "desk": {"/desk/"}}
ADDRESS = re.compile(r'"(/(?:api|booking|intake|desk)(?:/[^"?\s]*)?)"')


def owners(stacks) -> dict[str, str]:
    """Which function each route leads to."""
    functions = {
        name: integration["IntegrationUri"]["Fn::GetAtt"][0]
        for name, integration in stacks.of_type("AWS::ApiGatewayV2::Integration").items()
    }
    return {
        route["RouteKey"]: functions.get(re.sub(r".*\{|\}", "", route["Target"]["Fn::Sub"]), "nobody")
        for route in stacks.of_type("AWS::ApiGatewayV2::Route").values()
    }


def owner(routes: dict[str, str], address: str) -> str:
    """Whoever gets an address: the whole route first, then the longest that ends in {proxy+}."""
    best = (-1, routes.get("$default", "nobody"))
    for key, function in routes.items():
        path = key.partition(" ")[2]
        if path == address:
            return function
        start = path.removesuffix("{proxy+}")
        if start != path and address.startswith(start) and len(address) > len(start):
            best = max(best, (len(start), function))
    return best[1]


def every_address_is_owned(stacks):
    routes = owners(stacks)
    for room, function in ROOMS.items():
        named = ADDRESS.findall(all_code(f"functions/src/{room}"))
        whole = {one for one in named if not one.endswith("/") or one.endswith("}/")}
        for address in sorted(whole | WHOLE[room]):
            got = owner(routes, address)
            own = room if address.split("/")[1] == "api" else address.split("/")[1]
            # A room also names addresses of others, to lead there.
            if own == room and got != function:
                yield f"{address} of functions/src/{room} is handed to {got}"
    for key, function in routes.items():
        if function == "nobody":
            yield f"the route `{key}` leads nowhere"


def everything_else_is_answered_in_words(stacks):
    if "$default" not in owners(stacks):
        yield "there is no $default route: a page that is nowhere would be API Gateway's"


def the_stage_is_in_no_path(stacks):
    for name, stage in stacks.of_type("AWS::ApiGatewayV2::Stage").items():
        if stage.get("StageName") != "$default":
            yield f"{name}: a stage with a name stands in every path; use $default"
        limits = stage.get("DefaultRouteSettings", {})
        if "ThrottlingRateLimit" not in limits or "ThrottlingBurstLimit" not in limits:
            yield f"{name} takes any number of requests"


def the_log_holds_nobody(stacks):
    for name, stage in stacks.of_type("AWS::ApiGatewayV2::Stage").items():
        shown = re.findall(r"\$context\.([\w.]+)", stage["AccessLogSettings"]["Format"])
        for word in shown:
            if re.search(r"path|identity|sourceIp|query|userAgent|domain", word, re.IGNORECASE):
                yield f"{name} logs $context.{word}: paths hold tokens, addresses are personal"


def each_function_may_be_called(stacks):
    permitted = {
        permission["FunctionName"]["Fn::GetAtt"][0]: permission
        for permission in stacks.of_type("AWS::Lambda::Permission").values()
    }
    for function in ROOMS.values():
        permission = permitted.get(function, {})
        is_bound = "${Api}" in str(permission.get("SourceArn"))
        if permission.get("Principal") != "apigateway.amazonaws.com" or not is_bound:
            yield f"the API, and no other, may call {function}: that permission is missing"


def events_are_of_the_second_format(stacks):
    for name, integration in stacks.of_type("AWS::ApiGatewayV2::Integration").items():
        if integration.get("PayloadFormatVersion") != "2.0":
            yield f"{name}: the functions read payload format 2.0 alone"


RULES = [
    every_address_is_owned,
    everything_else_is_answered_in_words,
    the_stage_is_in_no_path,
    the_log_holds_nobody,
    each_function_may_be_called,
    events_are_of_the_second_format,
]

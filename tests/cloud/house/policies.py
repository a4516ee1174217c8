"""Who may do what. Each role's keys are read beside what its function asks by the end-to-end test
`roles`; here stands what must hold of any policy."""

from templates import listed, within

ROLE = "AWS::IAM::Role"
# Health data: the record, what was saved of a form.
HEALTH = ("C#*", "H#*")


def statements(stacks):
    """Every statement that allows, with the resource it stands in."""
    for name, resource in stacks.resources().items():
        for value in within(resource):
            if isinstance(value, dict) and value.get("Effect") == "Allow":
                yield name, resource["Type"], value


def leading_keys(statement) -> list[str]:
    return statement.get("Condition", {}).get("ForAllValues:StringLike", {}).get(
        "dynamodb:LeadingKeys", []
    )


def names_each_action(stacks):
    for name, _, statement in statements(stacks):
        for action in listed(statement.get("Action", "*")):
            if "*" in action:
                yield f"{name} allows `{action}`: name each action"
        if "NotAction" in statement or "NotResource" in statement:
            yield f"{name} allows all but something: name what it allows"


def names_each_resource(stacks):
    for name, kind, statement in statements(stacks):
        for resource in listed(statement.get("Resource", [])):
            # In a key's own policy `*` means the key itself.
            if resource == "*" and kind != "AWS::KMS::Key":
                yield f"{name} allows {statement['Action']} on every resource"


def names_each_principal(stacks):
    for name, _, statement in statements(stacks):
        principal = statement.get("Principal", {})
        if principal == "*" or "*" in within(principal):
            yield f"{name} lets everybody in: name who"


def reads_and_writes_its_own_keys(stacks):
    for name, kind, statement in statements(stacks):
        actions = [action for action in listed(statement["Action"]) if action.startswith("dynamodb:")]
        if kind != ROLE or not actions:
            continue
        # The desk looks whether it holds the keys in use: a scan has no leading keys.
        looks = actions == ["dynamodb:Scan"] and statement["Resource"] == {"Ref": "KeysTableArn"}
        if looks and name == "DeskRole":
            continue
        if not leading_keys(statement):
            yield f"{name}, {statement.get('Sid')}: {actions} on every key of the table"
        if statement["Condition"].get("Null") != {"dynamodb:LeadingKeys": "false"}:
            yield f"{name}, {statement.get('Sid')}: a request without keys would pass"
        if "*" in leading_keys(statement):
            yield f"{name}, {statement.get('Sid')}: `*` is every key"


def keeps_the_audit(stacks):
    for name, _, statement in statements(stacks):
        actions = set(listed(statement["Action"]))
        taken = actions & {"dynamodb:DeleteItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"}
        if taken and any(key.startswith("L") for key in leading_keys(statement)):
            yield f"{name} may do {sorted(taken)} to rows of the audit: nobody may"


def opens_no_health_data_but_the_desk(stacks):
    reading = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Scan"}
    for name, kind, statement in statements(stacks):
        if kind != ROLE or name == "DeskRole":
            continue
        actions = set(listed(statement["Action"]))
        for key in set(leading_keys(statement)) & set(HEALTH):
            # The intake reads what it saved under the client's own link; nobody lists whole records.
            is_own = name == "IntakeRole" and key == "H#*"
            lists = "dynamodb:Query" in actions and not keys_alone(statement)
            if not is_own and (actions & reading or lists):
                yield f"{name} may read {key}: health data is the desk's"
        # Tables are opened through DynamoDB; the practice's key is opened by the desk alone.
        if "kms:Decrypt" in actions and statement["Resource"] != {"Ref": "DataKeyArn"}:
            yield f"{name} may open the practice's key: the desk alone may"


def keys_alone(statement) -> bool:
    condition = statement["Condition"]
    attributes = condition.get("ForAllValues:StringEquals", {}).get("dynamodb:Attributes")
    return attributes == ["pk", "sk"] and "StringEqualsIfExists" in condition


RULES = [
    names_each_action,
    names_each_resource,
    names_each_principal,
    reads_and_writes_its_own_keys,
    keeps_the_audit,
    opens_no_health_data_but_the_desk,
]

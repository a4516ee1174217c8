"""What the functions are told, and that no secret is told to anybody else."""

import re

from templates import all_code, within

BOTH = {"KNEAD_TABLE", "KNEAD_FUNCTIONS_DIR", "KNEAD_SITE_ORIGIN"}
LINKS = {"KNEAD_MAIL_FROM", "KNEAD_SECRET"}
# By functions/src/config: what each reads.
TOLD = {
    "BookingFunction": BOTH | LINKS | {"KNEAD_FRONT_SECRET"},
    "IntakeFunction": BOTH | {"KNEAD_COUNTING_KEY", "KNEAD_PRACTICE_PUBLIC", "KNEAD_FRONT_SECRET"},
    "DeskFunction": BOTH | LINKS | {"KNEAD_PRACTICE_KEY", "KNEAD_KMS_KEY_ID", "KNEAD_FRONT_SECRET"},
    "NotifyFunction": BOTH | LINKS | {"KNEAD_MAIL"},
}
SECRETS = {"Secret", "CountingKey", "FrontSecret", "PracticeWrapped"}
ROOTS = "/var/task/amazon-roots.pem"


def functions(stacks):
    return stacks.of_type("AWS::Lambda::Function")


def each_function_is_told_what_it_reads(stacks):
    if set(functions(stacks)) != set(TOLD):
        yield f"there are the functions {sorted(functions(stacks))}: say in TOLD what each reads"
    read = set(re.findall(r'"(KNEAD_[A-Z_]+)"', all_code("functions/src")))
    for unread in sorted(set().union(*TOLD.values()) ^ read):
        yield f"{unread} stands in the code or in the list of what it reads, and not in both"
    for name, function in functions(stacks).items():
        variables = function["Environment"]["Variables"]
        told = {variable for variable in variables if variable.startswith("KNEAD_")}
        for variable in sorted(told ^ TOLD.get(name, set())):
            which = "is told, and does not read," if variable in told else "is not told"
            yield f"{name} {which} {variable}"
        if variables.get("SSL_CERT_FILE") != ROOTS:
            yield f"{name} reads every root there is at its start: name {ROOTS}"


def no_secret_is_written_or_shown(stacks):
    for stack, text in stacks.texts.items():
        # Fingerprints of certificates are in no template.
        for word in re.findall(r"\b[0-9a-f]{40,}\b|AKIA[0-9A-Z]{16}", text):
            yield f"{stack}.yaml holds what looks like a secret: {word[:4]}..."
    parameters = stacks.template("app")["Parameters"]
    for name in sorted(SECRETS):
        if parameters.get(name, {}).get("NoEcho") is not True:
            yield f"the secret {name} is shown by whoever describes the stack: NoEcho: true"
        if "Default" in parameters.get(name, {}):
            yield f"the secret {name} has a default, which everybody knows"
    for name, output in stacks.template("app").get("Outputs", {}).items():
        shown = {value.get("Ref") for value in within(output) if isinstance(value, dict)}
        if shown & SECRETS:
            yield f"the output {name} shows a secret"


def each_function_runs_as_it_is_packed(stacks):
    for name, function in functions(stacks).items():
        runs = (function.get("Runtime"), function.get("Handler"), function.get("Architectures"))
        if runs != ("provided.al2023", "bootstrap", [{"Ref": "Architecture"}]):
            yield f"{name} is started as {runs}, and packed as provided.al2023, bootstrap"
        short = name.removesuffix("Function")
        if function.get("Role") != {"Fn::GetAtt": [f"{short}Role", "Arn"]}:
            yield f"{name} has another's role"
        if function["Code"].get("S3Key") != {"Ref": f"{short}Zip"}:
            yield f"{name} is another's program"


RULES = [
    each_function_is_told_what_it_reads,
    no_secret_is_written_or_shown,
    each_function_runs_as_it_is_packed,
]

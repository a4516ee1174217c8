"""Alarms: what asks for a person is said, and to the one topic that somebody reads."""

WANTED = {
    "AnsweredWithFault",
    "ManyConflicts",
    "SweepLate",
    "MailsFailed",
    "ManyBounces",
    "FunctionsThrottled",
    "TableThrottled",
    "LeftBehind",
}


def every_alarm_reaches_the_topic(stacks):
    alarms = stacks.of_type("AWS::CloudWatch::Alarm")
    for name in sorted(WANTED - set(alarms)):
        yield f"there is no alarm {name}"
    for name, alarm in alarms.items():
        if alarm.get("AlarmActions") != [{"Ref": "Topic"}]:
            yield f"{name} tells nobody: AlarmActions: [!Ref Topic]"
    if alarms.get("SweepLate", {}).get("TreatMissingData") != "breaching":
        yield "SweepLate is quiet when nothing runs at all: TreatMissingData: breaching"


def costs_are_told(stacks):
    budgets = stacks.of_type("AWS::Budgets::Budget")
    told = str(budgets)
    if not budgets or "{'Ref': 'Topic'}" not in told:
        yield "nobody is told what it costs: a budget that reaches Topic"


def somebody_reads_the_topic(stacks):
    topics = stacks.of_type("AWS::SNS::Topic")
    for name, address in (("Topic", "AlarmAddress"), ("Bounces", "MailAddress")):
        readers = topics.get(name, {}).get("Subscription", [])
        if {"Protocol": "email", "Endpoint": {"Ref": address}} not in readers:
            yield f"nobody reads {name}: it should reach {address}"


def what_is_counted_is_what_is_alarmed(stacks):
    """An alarm over a count of ours looks where the count is written."""
    written = {
        (str(one["MetricNamespace"]), one["MetricName"])
        for filtered in stacks.of_type("AWS::Logs::MetricFilter").values()
        for one in filtered["MetricTransformations"]
    }
    for name, alarm in stacks.of_type("AWS::CloudWatch::Alarm").items():
        place = (str(alarm.get("Namespace")), alarm.get("MetricName"))
        if "Knead" in place[0] and place not in written:
            yield f"{name} looks at {place[1]}, which nothing counts"


RULES = [
    every_alarm_reaches_the_topic,
    costs_are_told,
    somebody_reads_the_topic,
    what_is_counted_is_what_is_alarmed,
]

"""CloudFront: what it hands on, what it keeps, and with what headers."""

import re

from templates import code

NEVER_KEPT = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
FAMILIES = {"/api/*", "/booking/*", "/intake/*", "/desk/*", "/desk"}
# What the functions read of a request (functions/src/request).
READ = {"accept", "cloudfront-viewer-address", "content-type", "idempotency-key", "origin", "sec-fetch-site"}


def distribution(stacks) -> dict:
    return stacks.of_type("AWS::CloudFront::Distribution")["Site"]["DistributionConfig"]


def origins_are_ours_alone(stacks):
    origins = {origin["Id"]: origin for origin in distribution(stacks)["Origins"]}
    functions, bucket = origins.get("functions", {}), origins.get("bucket", {})
    proof = [{"HeaderName": "x-knead-front", "HeaderValue": {"Ref": "FrontSecret"}}]
    if functions.get("OriginCustomHeaders") != proof:
        yield "the front does not prove itself to the functions: x-knead-front is missing"
    if functions.get("CustomOriginConfig", {}).get("OriginProtocolPolicy") != "https-only":
        yield "the front speaks plain HTTP to the functions"
    if bucket.get("OriginAccessControlId") != {"Ref": "SiteAccess"}:
        yield "the front does not sign what it asks of the bucket: SiteAccess is missing"
    policy = stacks.of_type("AWS::S3::BucketPolicy").get("SiteBucketPolicy", {})
    reads = [
        one for one in policy.get("PolicyDocument", {}).get("Statement", []) if one["Effect"] == "Allow"
    ]
    if len(reads) != 1 or "distribution/${Site}" not in str(reads[0].get("Condition")):
        yield "SiteBucketPolicy lets another than our distribution read the bucket"


def every_family_is_handed_on(stacks):
    config = distribution(stacks)
    behaviours = {one["PathPattern"]: one for one in config["CacheBehaviors"]}
    if set(behaviours) != FAMILIES:
        yield f"the front hands on {sorted(behaviours)}, and should {sorted(FAMILIES)}"
    known = {one["Id"] for one in config["Origins"]} | {
        one["Id"] for one in config["OriginGroups"]["Items"]
    }
    for pattern, behaviour in [*behaviours.items(), ("the site", config["DefaultCacheBehavior"])]:
        if behaviour.get("TargetOriginId") not in known:
            yield f"{pattern} is handed to no origin"
        if behaviour.get("ViewerProtocolPolicy") != "redirect-to-https":
            yield f"{pattern} is answered over plain HTTP"
        if behaviour.get("Compress") is not True:
            yield f"{pattern} is not compressed"
    for pattern, behaviour in behaviours.items():
        if behaviour.get("TargetOriginId") != "functions":
            yield f"{pattern} is not handed to the functions"
        if behaviour.get("CachePolicyId") != NEVER_KEPT:
            yield f"{pattern} is kept: one client would see another's page"
        if "POST" not in behaviour.get("AllowedMethods", []):
            yield f"{pattern} takes no forms"
        if behaviour.get("OriginRequestPolicyId") != {"Ref": "ForFunctions"}:
            yield f"{pattern} loses what the functions read"


def functions_get_what_they_read(stacks):
    policy = stacks.of_type("AWS::CloudFront::OriginRequestPolicy")["ForFunctions"]
    config = policy["OriginRequestPolicyConfig"]
    headers = set(config["HeadersConfig"].get("Headers", []))
    if headers != READ:
        yield f"the functions are handed {sorted(headers)}, and read {sorted(READ)}"
    if config["CookiesConfig"]["CookieBehavior"] != "all":
        yield "the desk's session is a cookie, which is not handed on"
    if config["QueryStringsConfig"]["QueryStringBehavior"] != "all":
        yield "what is asked after `?` is not handed on"


def headers_are_those_of_the_code(stacks):
    policy = stacks.of_type("AWS::CloudFront::ResponseHeadersPolicy")["SiteHeaders"]
    config = policy["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    age = security.get("StrictTransportSecurity", {}).get("AccessControlMaxAgeSec")
    said = {
        "content-security-policy": security.get("ContentSecurityPolicy", {}).get("ContentSecurityPolicy"),
        "strict-transport-security": f"max-age={age}; includeSubDomains",
        "referrer-policy": security.get("ReferrerPolicy", {}).get("ReferrerPolicy"),
        "x-frame-options": security.get("FrameOptions", {}).get("FrameOption"),
        "x-content-type-options": "nosniff" if "ContentTypeOptions" in security else None,
    }
    said |= {one["Header"]: one["Value"] for one in config["CustomHeadersConfig"]["Items"]}
    source = code("site-gen/src/headers.rs")
    source = re.sub(r"\\\s+", "", source[: source.index("/// A public page")])
    source = source.replace("REFERRER_ORIGIN)", '"strict-origin-when-cross-origin")')
    meant = dict(re.findall(r'\(\s*"([a-z-]+)",\s*"([^"]*)",?\s*\)', source))
    for name in sorted(set(said) | set(meant)):
        if said.get(name) != meant.get(name):
            yield f"{name} is `{said.get(name)}`, and in site-gen/src/headers.rs `{meant.get(name)}`"


def pages_have_clean_addresses(stacks):
    site = distribution(stacks)["DefaultCacheBehavior"]
    arn = {"Fn::GetAtt": ["CleanUrls", "FunctionARN"]}
    if site.get("FunctionAssociations") != [{"EventType": "viewer-request", "FunctionARN": arn}]:
        yield "/about/ leads to no file: CleanUrls is not asked at viewer-request"
    if site.get("ResponseHeadersPolicyId") != {"Ref": "SiteHeaders"}:
        yield "pages go out without SiteHeaders"


def a_domain_is_served_over_tls_1_2(stacks):
    certificate = distribution(stacks)["ViewerCertificate"]["Fn::If"][1]
    if certificate.get("MinimumProtocolVersion") != "TLSv1.2_2021":
        yield "the site's domain takes TLS before 1.2"


RULES = [
    origins_are_ours_alone,
    every_family_is_handed_on,
    functions_get_what_they_read,
    headers_are_those_of_the_code,
    pages_have_clean_addresses,
    a_domain_is_served_over_tls_1_2,
]

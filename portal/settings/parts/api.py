"""The REST API: who may call it, how it answers, what its schema says."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "core.api.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.api.errors.handle",
    "NON_FIELD_ERRORS_KEY": "_",
    "COERCE_DECIMAL_TO_STRING": True,
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Linli 邻里",
    "DESCRIPTION": (
        "Community party-mass service centres, micro-wishes and what becomes of them. "
        "Every POST honours `Idempotency-Key`. Every error has the shape of `ErrorAnswer`."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "ENUM_NAME_OVERRIDES": {
        "DivisionLevel": "core.areas.models.Area.Level",
        "CentreLevel": "centres.directory.models.ServiceCentre.Level",
        "WishKind": "volunteers.wishes.kinds.WishKind",
        "WishStatus": "volunteers.wishes.api_shapes.STATUSES",
        "WishNextDoor": "volunteers.wishes.kinds.NextDoor",
        "ProjectKind": "projects.delivery.kinds.ProjectKind",
        "ProjectCategory": "projects.delivery.kinds.Category",
        "ProjectStatus": "projects.delivery.api_shapes.STATUSES",
        "PaymentPurpose": "projects.delivery.settlements.Payment.Purpose",
        "PaidPurpose": "projects.delivery.paid_lines.PURPOSES",
        "BallotStatus": "projects.councils.ballots.api.STATUSES",
        "BallotKind": "projects.councils.kinds.BallotKind",
        "ProposalStatus": "projects.proposals.api_shapes.STATUSES",
        "ProposalNextDoor": "projects.proposals.kinds.NextDoor",
        "LedgerAccount": "projects.funding.table.Account",
        "LedgerKind": "projects.funding.table.EntryKind",
        "ProgrammeKind": "projects.funding.kinds.ProgrammeKind",
    },
}

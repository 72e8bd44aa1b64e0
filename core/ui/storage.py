"""Static files whose names carry their hash, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """`import "./toast.js"` becomes the hashed name, so a new release never mixes with an old."""

    support_js_module_import_aggregation = True

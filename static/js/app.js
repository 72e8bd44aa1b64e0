// Every page: small parts, each doing nothing where its element is absent.
import "./toast.js";
import "./dialog.js";
import "./copy.js";
import "./busy.js";
import "./drafts.js";
import "./filters.js";
import "./read-aloud.js";
import "./keys.js";
import "./one-by-one.js";
import "./figures.js";

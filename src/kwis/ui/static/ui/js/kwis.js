/* The one module every page loads; each part works by itself and does nothing where its markup is absent. */
import "./theme.js";
import "./keys.js";
import "./dialog.js";
import "./toast.js";
import "./combobox.js";
import "./children.js";
import "./pulse.js";
import "./drafts.js";
import "./autosize.js";
import "./connection.js";
import "./errors.js";
import "./files.js";
import "./selection.js";

/**
 * Here is a name as it was written, give me the company: canonical name, id, aliases, kind.
 *
 * <p>Not for finding names in a text.
 */
@NullMarked
package milliard.company;

import org.jspecify.annotations.NullMarked;

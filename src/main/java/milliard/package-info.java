/** The whole line in one call: article in, deals out, index, search. */
@NullMarked
package milliard;

import org.jspecify.annotations.NullMarked;

/**
 * Here is a text, give me the amounts of money and the percentages in it, with their bounds.
 *
 * <p>Not for deciding what an amount is of: that is the business of the deal that it stands in.
 */
@NullMarked
package milliard.money;

import org.jspecify.annotations.NullMarked;

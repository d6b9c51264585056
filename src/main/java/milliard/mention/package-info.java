/** What one article says: its entities, amounts, dates and deals. Values only. */
@NullMarked
package milliard.mention;

import org.jspecify.annotations.NullMarked;

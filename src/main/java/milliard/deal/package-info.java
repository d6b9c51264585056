/** Here are reports of deals, give me the deals: one deal told by many articles is one. */
@NullMarked
package milliard.deal;

import org.jspecify.annotations.NullMarked;

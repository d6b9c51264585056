/** The index as a JSON API and as a page to look at. */
@NullMarked
package milliard.http;

import org.jspecify.annotations.NullMarked;

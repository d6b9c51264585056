/**
 * Here are deals and articles, make them searchable; here is a query, give me hits.
 *
 * <p>Apache Lucene lives here and nowhere else.
 */
@NullMarked
package milliard.index;

import org.jspecify.annotations.NullMarked;

/**
 * Here is a gold article of the corpus and what was read from it, give me precision and recall.
 *
 * <p>The format is that of {@code corpus/README.md}.
 */
@NullMarked
package milliard.mention.gold;

import org.jspecify.annotations.NullMarked;

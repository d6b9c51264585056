/**
 * Here is a source (feed, sitemap, WARC file, folder), give me its pages, politely and safely.
 *
 * <p>Not for reading what a page says.
 */
@NullMarked
package milliard.fetch;

import org.jspecify.annotations.NullMarked;

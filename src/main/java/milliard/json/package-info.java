/**
 * Here are bytes or values, give me values or JSON (RFC 8259), lenient where the web is sloppy.
 *
 * <p>Jackson lives here and nowhere else. Not for any format of our own: each room says what its
 * records look like.
 */
@NullMarked
package milliard.json;

import org.jspecify.annotations.NullMarked;

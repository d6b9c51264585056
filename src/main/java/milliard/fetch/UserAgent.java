package milliard.fetch;

/**
 * Who we say we are (RFC 9110 §10.1.5): product, version and a contact where the people behind can
 * be reached.
 *
 * @param contact an address for those who run the sites: {@code https://…} or {@code mailto:…}
 */
public record UserAgent(String contact) {
  /** The product token that robots.txt files speak to (RFC 9309 §2.2.1). */
  public static final String PRODUCT = "milliard";

  /** Checks that the contact can be written into a header. */
  public UserAgent {
    if (contact.isBlank() || !contact.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != ')')) {
      throw new IllegalArgumentException(
          "contact \"" + contact + "\": expected an address of printable ASCII without spaces");
    }
  }

  /** The header: {@code milliard/0.1 (+https://example.org/bot)}. */
  @Override
  public String toString() {
    return PRODUCT + "/0.1 (+" + contact + ")";
  }
}

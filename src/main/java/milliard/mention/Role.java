package milliard.mention;

import java.util.Locale;

/** The part that a party plays in a deal (ACE: argument role). */
public enum Role {
  CUSTOMER,
  PROVIDER,
  ACQUIRER,
  TARGET,
  SELLER,
  PARTY,
  COMPANY,
  LEAD_INVESTOR,
  INVESTOR,
  RECIPIENT,
  PARTNER,
  VEHICLE,
  ISSUER,
  EXCHANGE,
  BORROWER,
  LENDER,
  AUTHORITY,
  PLAINTIFF,
  DEFENDANT;

  /** The name in files and JSON: {@code lead_investor}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

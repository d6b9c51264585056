package milliard.mention;

import static milliard.mention.Role.*;

import java.util.List;
import java.util.Locale;

/** The types of deals, each with the roles that it has. */
public enum DealType {
  CONTRACT(CUSTOMER, PROVIDER),
  ACQUISITION(ACQUIRER, TARGET, SELLER),
  MERGER(PARTY),
  FUNDING(COMPANY, LEAD_INVESTOR, INVESTOR),
  INVESTMENT(INVESTOR, RECIPIENT),
  PARTNERSHIP(PARTNER, VEHICLE),
  JOINT_VENTURE(PARTNER, VEHICLE),
  IPO(ISSUER, EXCHANGE),
  DEBT(BORROWER, LENDER),
  LEGAL(AUTHORITY, PLAINTIFF, DEFENDANT);

  private final List<Role> roles;

  DealType(Role... roles) {
    this.roles = List.of(roles);
  }

  /** The roles that its arguments may have, the most telling first. */
  public List<Role> roles() {
    return roles;
  }

  /** The name in files and JSON: {@code joint_venture}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package com.flowex.identity.app.oidc;

import com.flowex.identity.store.oidc.OidcProvider.Claims;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rule of which claim may name a person. {@code sub} always may. Entra ID gives each client another {@code sub}, and its
 * {@code oid} to all of them; a claim of that kind may be set instead. One that many people share, that changes, or that
 * is given to another person later never may.
 */
public final class SubjectClaim {

    /** Rule in the words of an error message. */
    public static final String RULE =
            "sub, or the name of a claim that names one person for good, such as oid; never one of an address, a name, a"
                    + " group, or the token itself";

    /** Longest accepted name. */
    public static final int LENGTH_MAX = 64;

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/-]{0,63}");

    /** Claims of the token, of the organization, of what a person may do, and of addresses and names. */
    private static final Set<String> REFUSED = Set.of(
            ("iss aud exp iat nbf jti nonce azp acr amr auth_time at_hash c_hash s_hash sid typ events scope scp appid"
                            + " client_id tid tenant tenant_id hd org_id ver uti rh idp group groups role roles wids"
                            + " entitlements email emails email_verified mail upn preferred_username unique_name username"
                            + " user_name name nickname given_name family_name middle_name profile picture website gender"
                            + " birthdate zoneinfo locale phone_number phone_number_verified address updated_at")
                    .split(" ", -1));

    private SubjectClaim() {}

    /**
     * Returns true if this claim may name a person.
     *
     * @param groups claim of the groups
     */
    public static boolean isAllowed(String claim, String groups) {
        return claim.equals(Claims.SUBJECT)
                || FORM.matcher(claim).matches()
                        && !claim.equals(groups)
                        && !REFUSED.contains(claim.toLowerCase(Locale.ROOT));
    }

    /** Returns true if a value of this claim may be the subject of a person; an address of e-mail is one in sub alone. */
    static boolean isSubject(String claim, String value) {
        return claim.equals(Claims.SUBJECT) || value.indexOf('@') < 0;
    }
}

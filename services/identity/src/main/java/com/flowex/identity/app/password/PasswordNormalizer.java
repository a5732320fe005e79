package com.flowex.identity.app.password;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Normalization of a password before it is measured and hashed, so that keyboards which compose letters differently
 * type the same password: OpaqueString of RFC 8265, section 4.2 (spaces of any script become U+0020, then NFC; case and
 * width stay).
 */
final class PasswordNormalizer {

    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");

    private PasswordNormalizer() {}

    static String of(String typed) {
        return Normalizer.normalize(SPACE.matcher(typed).replaceAll(" "), Normalizer.Form.NFC);
    }

    /**
     * Returns the forms from which an old hash of this password may have been made, the present one first; a single
     * form for most passwords.
     */
    static Set<String> everHashed(String typed) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(of(typed));
        forms.add(typed);
        forms.add(Normalizer.normalize(typed, Normalizer.Form.NFD));
        return forms;
    }
}

package com.flowex.identity.app.scim;

import com.flowex.identity.store.oidc.ScimIdentitiesTable.ScimIdentity;
import com.flowex.identity.store.oidc.ScimIdentitiesTable.ScimName;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Member of staff as a provider sees them: the user here and their identity there. */
public record ScimPerson(User user, ScimIdentity identity) {

    /** Stands for a part of a name that was not given. */
    private static final String NO_NAME = "-";

    /** Ligatures become many letters in the form for comparing, which the table bounds. */
    private static final int KEY_LENGTH_MAX = 255;

    /** Returns the provider's name of the person; the address of one whom it never named. */
    public String userName() {
        return identity.userName().orElse(user.email());
    }

    /** Returns true if the person may log in. */
    public boolean isActive() {
        return user.isActive();
    }

    /** Returns the first name; empty if it was not given. */
    public Optional<String> givenName() {
        return Optional.of(user.firstName()).filter(name -> !name.equals(NO_NAME));
    }

    /** Returns the last name; empty if it was not given. */
    public Optional<String> familyName() {
        return Optional.of(user.lastName()).filter(name -> !name.equals(NO_NAME));
    }

    /**
     * Attributes that a provider sends; null for each that it leaves out, which stays as it is.
     *
     * @param externalId subject by which the person logs in
     * @param givenName empty text for one that is taken away
     * @param familyName empty text for one that is taken away
     */
    public record Attributes(
            @Nullable String userName,
            @Nullable String externalId,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable EmailAddress email,
            @Nullable Boolean active) {

        /** Attributes of which none is given. */
        public static final Attributes NONE = new Attributes(null, null, null, null, null, null);

        /** Returns these attributes with those of {@code later} in their place. */
        public Attributes then(Attributes later) {
            return new Attributes(
                    later.userName == null ? userName : later.userName,
                    later.externalId == null ? externalId : later.externalId,
                    later.givenName == null ? givenName : later.givenName,
                    later.familyName == null ? familyName : later.familyName,
                    later.email == null ? email : later.email,
                    later.active == null ? active : later.active);
        }

        String firstName(String otherwise) {
            return name(givenName, otherwise);
        }

        String lastName(String otherwise) {
            return name(familyName, otherwise);
        }

        private static String name(@Nullable String sent, String otherwise) {
            if (sent == null) {
                return otherwise;
            }
            return sent.isEmpty() ? NO_NAME : sent;
        }
    }

    /**
     * Returns a name with its form for comparing: SCIM ignores the case of user names.
     *
     * @throws Refusal {@code invalid_field} if that form is too long
     */
    static ScimName named(String userName) {
        String key = key(userName);
        if (key.length() > KEY_LENGTH_MAX) {
            throw Refusal.invalid("userName", "shorter: some of its characters stand for many");
        }
        return new ScimName(userName, key);
    }

    static String key(String userName) {
        return Normalizer.normalize(userName, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    static String noName() {
        return NO_NAME;
    }
}

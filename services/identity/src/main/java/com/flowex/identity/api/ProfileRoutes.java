package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.registration.Registration;
import com.flowex.identity.store.person.ProfilesTable;
import com.flowex.identity.store.person.UserProfile;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Endpoints through which people read and change their own profile. */
public final class ProfileRoutes {

    private static final String PROFILE = "/api/auth/profile";

    private final UsersTable users;
    private final ProfilesTable profiles;

    public ProfileRoutes(UsersTable users, ProfilesTable profiles) {
        this.users = users;
        this.profiles = profiles;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(PROFILE, own, this::show)
                .patch(PROFILE, own, this::change)
                .audited();
    }

    /**
     * Change of a profile. Null leaves a field as it was; an empty text removes the value.
     *
     * @param version version of the profile that the change applies to; null for any
     */
    record Change(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String language,
            @Nullable String country,
            @Nullable String timeZone,
            @Nullable String mailCode,
            @Nullable Long version) {

        /** Keeps names out of every log. */
        @Override
        public String toString() {
            return "Change[***]";
        }
    }

    /** Profile as shown; a field is null if not given. */
    record Shown(
            String email,
            boolean emailVerified,
            String firstName,
            String lastName,
            @Nullable String language,
            @Nullable String country,
            @Nullable String timeZone,
            @Nullable String mailCode,
            Instant createdAt,
            long version) {

        static Shown of(User user, UserProfile profile) {
            return new Shown(
                    user.email(),
                    user.emailVerified(),
                    user.firstName(),
                    user.lastName(),
                    nullIfEmpty(profile.language()),
                    nullIfEmpty(profile.country()),
                    nullIfEmpty(profile.timeZone()),
                    nullIfEmpty(profile.mailCode()),
                    user.createdAt(),
                    user.version());
        }

        private static @Nullable String nullIfEmpty(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    private Answer show(Request request) {
        Caller caller = request.caller();
        User user = users.byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
        return Answer.ok(Shown.of(user, profiles.of(user)));
    }

    private Answer change(Request request) {
        Change sent = request.body(Change.class);
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of("profile", changed(sent)));
        Fields fields = new Fields();
        check(sent, fields);
        fields.check();
        Shown shown = users.holding(caller.tenant(), caller.userId(), (holding, user) -> {
                    if (!user.isActive()) {
                        throw Reauthentication.noMore();
                    }
                    if (sent.version() != null && sent.version() != user.version()) {
                        throw new Refusal(
                                RefusalCode.VERSION_CHANGED,
                                "the profile was changed meanwhile: its version is " + user.version());
                    }
                    UserProfile before = profiles.of(holding, user);
                    UserProfile now = new UserProfile(
                            otherwise(sent.language(), before.language()),
                            otherwise(sent.country(), before.country()),
                            otherwise(sent.timeZone(), before.timeZone()),
                            otherwise(sent.mailCode(), before.mailCode()));
                    User named = user.changed(
                            otherwise(sent.firstName(), user.firstName()).strip(),
                            otherwise(sent.lastName(), user.lastName()).strip(),
                            user.roles(),
                            user.status());
                    UsersTable.update(holding, named);
                    profiles.put(holding, named, now);
                    return Shown.of(named.next(), now);
                })
                .orElseThrow(Reauthentication::noMore);
        return Answer.ok(shown);
    }

    private static void check(Change sent, Fields fields) {
        if (sent.version() != null) {
            fields.within("version", sent.version(), 1, User.VERSION_MAX);
        }
        if (sent.firstName() != null) {
            Registration.name("first_name", sent.firstName(), fields);
        }
        if (sent.lastName() != null) {
            Registration.name("last_name", sent.lastName(), fields);
        }
        known(fields, "language", sent.language(), UserProfile::isLanguage, "one of en, fa, zh, or empty");
        known(
                fields,
                "country",
                sent.country(),
                UserProfile::isCountry,
                "a country's two letters of ISO 3166-1, such as DE, or empty");
        known(
                fields,
                "time_zone",
                sent.timeZone(),
                UserProfile::isZone,
                "the name of a time zone, such as Europe/Berlin, or empty");
        known(fields, "mail_code", sent.mailCode(), UserProfile::isMailCode, "4 to 20 letters or digits, or empty");
    }

    private static void known(
            Fields fields, String field, @Nullable String sent, Predicate<String> isKnown, String rule) {
        if (sent != null && !sent.isEmpty() && !isKnown.test(sent)) {
            fields.refuse(field, rule);
        }
    }

    private static String otherwise(@Nullable String sent, String before) {
        return sent == null ? before : sent;
    }

    /** Returns the names of the changed fields, without values: the audit log must not name people. */
    private static List<String> changed(Change sent) {
        List<String> changed = new ArrayList<>();
        add(changed, "first_name", sent.firstName());
        add(changed, "last_name", sent.lastName());
        add(changed, "language", sent.language());
        add(changed, "country", sent.country());
        add(changed, "time_zone", sent.timeZone());
        add(changed, "mail_code", sent.mailCode());
        return changed;
    }

    private static void add(List<String> changed, String field, @Nullable String sent) {
        if (sent != null) {
            changed.add(field);
        }
    }
}

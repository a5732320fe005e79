package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.store.person.Consent;
import com.flowex.identity.store.person.ConsentEntry;
import com.flowex.identity.store.person.ConsentsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endpoints of a person's consents: document, version, time and IP address, and when the consent was withdrawn. */
public final class ConsentRoutes {

    /** Maximum number of entries of one person. A person who changes their mind more often must ask the operator. */
    static final int ENTRIES_MAX = 1_000;

    private static final String CONSENTS = "/api/auth/consents";
    private static final Pattern DOCUMENT = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private final UsersTable users;
    private final ConsentsTable consents;
    private final InstantSource clock;

    public ConsentRoutes(UsersTable users, ConsentsTable consents, InstantSource clock) {
        this.users = users;
        this.consents = consents;
        this.clock = clock;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(CONSENTS, own, this::list)
                .post(CONSENTS, own, this::give)
                .audited()
                .delete(CONSENTS + "/{document}", own, this::withdraw)
                .audited();
    }

    record Form(@Nullable String document, @Nullable String version) {}

    private Answer list(Request request) {
        Caller caller = request.caller();
        User user = users.byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
        return Answer.ok(Page.whole(Consent.of(consents.of(user)).reversed()));
    }

    private Answer give(Request request) {
        Form form = request.body(Form.class);
        Caller caller = Reauthentication.inPerson(request.caller());
        Fields fields = new Fields();
        String document = fitting(
                fields, "document", form.document(), DOCUMENT, "lower-case letters, digits, _ and -, 64 at most");
        String version =
                fitting(fields, "version", form.version(), VERSION, "letters, digits, dots, _ and -, 32 at most");
        fields.check();
        request.audit("user " + caller.userId(), null, Map.of("consent", document, "version", version));
        return users.holding(caller.tenant(), caller.userId(), (holding, user) -> {
                    requireActive(user);
                    List<ConsentEntry> before = consents.of(holding, user);
                    Optional<Consent> same = Consent.holding(Consent.of(before), document)
                            .filter(held -> held.version().equals(version));
                    if (same.isPresent()) {
                        return Answer.ok(same.get());
                    }
                    ConsentEntry entry = entry(request, before, document, version, true);
                    consents.add(holding, user, entry);
                    return Answer.created(Consent.of(List.of(entry)).getFirst());
                })
                .orElseThrow(Reauthentication::noMore);
    }

    private Answer withdraw(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        String document = request.path("document");
        request.audit("user " + caller.userId(), Map.of("consent", document), Map.of("consent", "withdrawn"));
        return users.holding(caller.tenant(), caller.userId(), (holding, user) -> {
                    requireActive(user);
                    List<ConsentEntry> before = consents.of(holding, user);
                    Consent held = Consent.holding(Consent.of(before), document)
                            .orElseThrow(() -> Refusal.notFound("nothing of this name was agreed to"));
                    consents.add(holding, user, entry(request, before, document, held.version(), false));
                    return Answer.noContent();
                })
                .orElseThrow(Reauthentication::noMore);
    }

    private ConsentEntry entry(
            Request request, List<ConsentEntry> before, String document, String version, boolean given) {
        if (before.size() >= ENTRIES_MAX) {
            throw new Refusal(
                    RefusalCode.CAPACITY_REACHED, "what you agreed to was changed " + ENTRIES_MAX + " times already");
        }
        return new ConsentEntry(
                before.size() + 1,
                document,
                version,
                given,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                request.remoteAddress().getHostAddress());
    }

    private static String fitting(Fields fields, String field, @Nullable String sent, Pattern form, String rule) {
        if (sent == null || !form.matcher(sent).matches()) {
            fields.refuse(field, rule);
            return "";
        }
        return sent;
    }

    private static void requireActive(User user) {
        if (!user.isActive()) {
            throw Reauthentication.noMore();
        }
    }
}

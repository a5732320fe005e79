package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.identity.app.push.PushSettings;
import com.flowex.identity.app.push.PushWorker;
import com.flowex.identity.store.push.P256Curve;
import com.flowex.identity.store.push.PushKeysTable;
import com.flowex.identity.store.push.PushTarget;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.push.VapidKey;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.messaging.LetterTexts;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints through which users manage the browsers that receive push messages about their orders while no page is open. */
public final class PushRoutes {

    private static final String BROWSERS = "/api/auth/push";
    private static final int LANGUAGE_LENGTH_MAX = 8;
    private static final int KEY_LENGTH_MAX = 100;

    private final PushSettings settings;
    private final SubscriptionsTable table;
    private final PushKeysTable keys;
    private final OrderNewsSource news;
    private final UsersTable users;
    private final PushWorker pusher;

    public PushRoutes(
            PushSettings settings,
            SubscriptionsTable table,
            PushKeysTable keys,
            OrderNewsSource news,
            UsersTable users,
            PushWorker pusher) {
        this.settings = settings;
        this.table = table;
        this.keys = keys;
        this.news = news;
        this.users = users;
        this.pusher = pusher;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(BROWSERS, own, this::list)
                .post(BROWSERS, own, this::add)
                .audited()
                .delete(BROWSERS + "/{id}", own, this::remove)
                .audited();
    }

    /**
     * Subscription as a browser gives it to its page.
     *
     * @param p256dh public key of the browser, in base64url
     * @param auth secret of the browser, in base64url
     */
    record Form(
            @Nullable String endpoint,
            @Nullable String p256dh,
            @Nullable String auth,
            @Nullable String language) {

        /**
         * Keeps the endpoint out of every log: it is a secret, because knowing it may be enough to register as the
         * browser.
         */
        @Override
        public String toString() {
            return "Form[***]";
        }
    }

    /** @param pushService host of the push service of the browser */
    record Shown(
            String id,
            String pushService,
            String userAgent,
            String language,
            Instant renewedAt,
            @Nullable Instant toldAt,
            boolean current) {}

    /** @param applicationServerKey key that a browser needs to subscribe; null if push is not offered */
    record Browsers(@Nullable String applicationServerKey, List<Shown> items) {}

    private Answer list(Request request) {
        Caller caller = request.caller();
        UUID session = session(caller);
        List<Shown> items = table.of(caller.tenant(), caller.userId()).stream()
                .map(browser -> new Shown(
                        browser.id().toString(),
                        browser.host(),
                        browser.agent(),
                        browser.language(),
                        browser.renewedAt(),
                        browser.notifiedAt(),
                        browser.session().equals(session)))
                .toList();
        String key =
                settings.isOffered() ? VapidKey.text(keys.of(caller.tenant()).point()) : null;
        return Answer.ok(new Browsers(key, items));
    }

    private Answer add(Request request) {
        Form form = request.body(Form.class);
        Caller caller = request.caller();
        UUID session = session(caller);
        if (!settings.isOffered()) {
            throw new Refusal(
                    RefusalCode.FEATURE_OFF,
                    "browsers are notified of fills only while a page is open: FLOWEX_PUSH_CONTACT is not set");
        }
        Fields fields = new Fields();
        URI endpoint = endpoint(fields, form.endpoint());
        byte[] key = bytes(fields, "p256dh", form.p256dh(), PushTarget.KEY_BYTES);
        byte[] secret = bytes(fields, "auth", form.auth(), PushTarget.SECRET_BYTES);
        String language = fields.text("language", form.language(), LANGUAGE_LENGTH_MAX);
        if (!language.isEmpty() && !LetterTexts.LANGUAGES.contains(language)) {
            fields.refuse("language", "of " + String.join(", ", LetterTexts.LANGUAGES));
        }
        if (key.length == PushTarget.KEY_BYTES && P256Curve.point(key).isEmpty()) {
            fields.refuse("p256dh", "a point of P-256");
        }
        fields.check();
        long account = caller.account().number();
        long last = news.last(caller.tenant(), List.of(account)).getOrDefault(account, 0L);
        SubscriptionsTable.New browser = new SubscriptionsTable.New(
                caller.userId(),
                session,
                account,
                new PushTarget(endpoint, key, secret),
                Device.of(request.remoteAddress(), request.header("User-Agent")).agent(),
                language,
                last);
        UUID id = users.holding(caller.tenant(), caller.userId(), (holding, owner) -> {
                    if (!owner.isActive()) {
                        throw Refusal.unauthorized("the session has ended; log in again");
                    }
                    return table.add(holding, caller.tenant(), browser);
                })
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
        request.audit("browser " + id, null, Map.of("told_of", "fills", "push_service", endpoint.getHost()));
        pusher.added(caller.tenant());
        return Answer.created(Map.of("id", id.toString()));
    }

    private Answer remove(Request request) {
        Caller caller = request.caller();
        String text = request.path("id");
        request.audit("browser " + text, Map.of("told_of", "fills"), Map.of("told_of", "nothing"));
        if (!table.remove(caller.tenant(), caller.userId(), uuid(text))) {
            throw Refusal.notFound("there is no such browser");
        }
        return Answer.noContent();
    }

    private URI endpoint(Fields fields, @Nullable String text) {
        String sent = fields.text("endpoint", text, PushTarget.ENDPOINT_LENGTH_MAX);
        try {
            URI endpoint = new URI(sent);
            if (!sent.isEmpty() && !settings.hosts().allow(endpoint)) {
                fields.refuse("endpoint", "an https address of a push service that this exchange writes to");
            }
            return endpoint;
        } catch (URISyntaxException e) {
            fields.refuse("endpoint", "an https address");
            return URI.create("");
        }
    }

    private static byte[] bytes(Fields fields, String field, @Nullable String text, int length) {
        String sent = fields.text(field, text, KEY_LENGTH_MAX);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sent);
            if (bytes.length == length || sent.isEmpty()) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Answered like a value of another length.
        }
        fields.refuse(field, length + " bytes in base64url");
        return new byte[0];
    }

    /** Returns the caller's session; a caller with an API key is refused, because only people have browsers. */
    private static UUID session(Caller caller) {
        if (caller.credential() instanceof Credential.Session(String id)) {
            return uuid(id);
        }
        throw Refusal.forbidden("a key has no browser: log in");
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0); // an id that no session has
        }
    }
}

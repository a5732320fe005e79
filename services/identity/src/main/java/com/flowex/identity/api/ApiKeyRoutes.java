package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.KeySignature;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.identity.app.apikey.ApiKeyDirectory;
import com.flowex.identity.app.factor.StepUpAuthentication;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.store.credential.ApiKeyUsesTable;
import com.flowex.identity.store.credential.ApiKeyUsesTable.KeyUse;
import com.flowex.identity.store.credential.ApiKeysTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.AddressRange;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints below /api/auth/api-keys: a user's own keys. Only a session can create keys: a key cannot create keys. */
public final class ApiKeyRoutes {

    /** Permissions that a key can be given. */
    private static final Set<Permission> GRANTABLE = EnumSet.of(
            Permission.READ, Permission.TRADE, Permission.WITHDRAW, Permission.HALT, Permission.MARGIN_QUOTE);

    private static final int LABEL_LENGTH_MAX = 100;
    private static final int PUBLIC_KEY_LENGTH_MAX = 4_096;
    private static final int CODE_LENGTH_MAX = 32;
    private static final int ADDRESSES_MAX = 20;
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEYS = "/api/auth/api-keys";

    private final ApiKeysTable table;
    private final ApiKeyUsesTable uses;
    private final ApiKeyDirectory directory;
    private final UsersTable users;
    private final StepUpAuthentication confirmation;
    private final UserMailer letters;

    public ApiKeyRoutes(
            ApiKeysTable table,
            ApiKeyUsesTable uses,
            ApiKeyDirectory directory,
            UsersTable users,
            StepUpAuthentication confirmation,
            UserMailer letters) {
        this.letters = letters;
        this.uses = uses;
        this.confirmation = confirmation;
        this.users = users;
        this.table = table;
        this.directory = directory;
    }

    public Routes routes() {
        return new Routes()
                .post(KEYS, Access.of(Permission.ACCOUNT), this::create)
                .body(16_384)
                .partOf(Feature.API_KEYS)
                .audited()
                .get(KEYS, Access.of(Permission.ACCOUNT), this::list)
                .delete(KEYS + "/{key}", Access.of(Permission.ACCOUNT), this::revoke)
                .audited()
                .post(KEYS + "/{key}/confirm", Access.of(Permission.ACCOUNT), this::confirm)
                .audited();
    }

    /**
     * @param publicKey PEM of an Ed25519 or RSA key; null: the server creates a secret for HMAC
     * @param code code of the second factor; required if the user has one
     */
    record Form(
            @Nullable String label,
            @Nullable List<String> permissions,
            @Nullable String publicKey,
            @Nullable List<String> ipAllowList,
            @Nullable String expiresAt,
            @Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Form[" + label + "]";
        }
    }

    /** @param apiSecret secret, shown only once; null for a key with a public key of the caller's own */
    record Created(
            String apiKey,
            @Nullable String apiSecret,
            String algorithm,
            String label,
            List<String> permissions,
            List<String> ipAllowList,
            @Nullable Instant expiresAt,
            Instant createdAt) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Created[" + apiKey + "]";
        }
    }

    /**
     * @param confirmed true if the key signs; false if it waits for its owner since their password was reset
     * @param lastUsedAt time of its last use, up to a minute late; null if it was never used
     * @param lastUsedFrom address of that use
     */
    record Shown(
            String apiKey,
            String algorithm,
            String label,
            List<String> permissions,
            List<String> ipAllowList,
            @Nullable Instant expiresAt,
            Instant createdAt,
            boolean confirmed,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {}

    private Answer create(Request request) {
        Caller caller = request.caller();
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        String label = fields.name("label", form.label(), LABEL_LENGTH_MAX);
        Set<Permission> permissions = permissions(form, fields);
        Optional<KeySignature.Public> own = publicKey(form, fields);
        List<String> addresses = addresses(form, fields);
        Instant expiresAt = expiresAt(form, fields);
        String code = form.code() == null ? "" : fields.text("code", form.code(), CODE_LENGTH_MAX);
        fields.check();
        if (!caller.permissions().containsAll(permissions)) {
            throw Refusal.forbidden("users cannot grant permissions that they lack");
        }
        request.audit("API key to be", null, Map.of("label", label));
        User owner = users.byId(caller.tenant(), caller.userId())
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
        confirmation.require(owner, code);
        String secret = own.isPresent() ? null : random(SECRET_BYTES);
        ApiKeysTable.NewKey key = new ApiKeysTable.NewKey(
                "fx" + caller.tenant() + "_" + random(ID_BYTES),
                label,
                permissions,
                own.map(KeySignature.Public::kind).orElse("hmac"),
                secret,
                own.isPresent() ? form.publicKey() : null,
                addresses,
                expiresAt);
        ApiKeysTable.Row row = inserted(caller, key);
        directory.remember(row);
        Shown shown = shown(row, null);
        request.audit("API key " + row.id(), null, new AuditedKey(shown));
        return Answer.created(new Created(
                        shown.apiKey(),
                        secret,
                        shown.algorithm(),
                        shown.label(),
                        shown.permissions(),
                        shown.ipAllowList(),
                        shown.expiresAt(),
                        shown.createdAt()))
                .header("Cache-Control", "no-store");
    }

    private ApiKeysTable.Row inserted(Caller caller, ApiKeysTable.NewKey key) {
        return users.holding(caller.tenant(), caller.userId(), (holding, owner) -> {
                    if (!owner.isActive()) {
                        throw Refusal.unauthorized("the session has ended; log in again");
                    }
                    if (!Role.permissions(owner.roles(), true).containsAll(key.permissions())) {
                        throw Refusal.forbidden("users cannot grant permissions that they lack");
                    }
                    ApiKeysTable.Row row = table.insert(holding, owner, key)
                            .orElseThrow(() -> new Refusal(
                                    RefusalCode.TOO_MANY_API_KEYS,
                                    "at most " + ApiKeysTable.KEYS_MAX + " keys; revoke one first"));
                    letters.keyMade(holding, owner, ApiKeyDirectory.name(row));
                    return row;
                })
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }

    private Answer list(Request request) {
        Caller caller = request.caller();
        Map<String, KeyUse> used = uses.of(caller.tenant(), caller.userId());
        return Answer.ok(Page.whole(table.of(caller.tenant(), caller.userId()).stream()
                .map(row -> shown(row, used.get(row.id())))
                .toList()));
    }

    private Answer revoke(Request request) {
        Caller caller = request.caller();
        String id = request.path("key");
        request.audit("API key " + id, Map.of("active", true), Map.of("active", false));
        if (!table.revoke(caller.tenant(), caller.userId(), id)) {
            throw Refusal.notFound("there is no such API key");
        }
        directory.forget(id);
        return Answer.noContent();
    }

    /** @param code code of the second factor; required if the user has one */
    record Code(@Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Code[***]";
        }
    }

    /** Confirms a key that was created before its owner's password was reset. */
    private Answer confirm(Request request) {
        Caller caller = request.caller();
        String id = request.path("key");
        Code form = request.body(Code.class);
        Fields fields = new Fields();
        String code = form.code() == null ? "" : fields.text("code", form.code(), CODE_LENGTH_MAX);
        fields.check();
        request.audit("API key " + id, Map.of("confirmed", false), Map.of("confirmed", true));
        User owner = users.byId(caller.tenant(), caller.userId())
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
        confirmation.require(owner, code);
        ApiKeysTable.Row row = users.holding(
                        caller.tenant(), caller.userId(), (holding, held) -> ApiKeysTable.confirm(holding, held, id))
                .flatMap(found -> found)
                .orElseThrow(() -> Refusal.notFound("there is no such API key"));
        directory.forget(id);
        directory.remember(row);
        return Answer.ok(shown(row, uses.of(row.tenant(), row.userId()).get(id)));
    }

    private static Shown shown(ApiKeysTable.Row row, @Nullable KeyUse used) {
        return new Shown(
                row.id(),
                row.kind(),
                row.label(),
                row.permissions().stream().sorted().map(Permission::label).toList(),
                row.addresses(),
                row.expiresAt().equals(Instant.MAX) ? null : row.expiresAt(),
                row.createdAt(),
                row.confirmed(),
                used == null ? null : used.at(),
                used == null ? null : used.address());
    }

    private static Set<Permission> permissions(Form form, Fields fields) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        List<String> sent = form.permissions() == null ? List.of() : form.permissions();
        if (sent.size() > GRANTABLE.size()) {
            fields.refuse("permissions", "at most " + GRANTABLE.size() + " permissions");
            return all;
        }
        for (String label : sent) {
            Optional<Permission> permission =
                    Optional.ofNullable(label).flatMap(Permission::of).filter(GRANTABLE::contains);
            permission.ifPresentOrElse(
                    all::add, () -> fields.refuse("permissions", "of read, trade, withdraw, halt, margin_quote"));
        }
        if (sent.isEmpty()) {
            fields.refuse("permissions", "at least one of read, trade, withdraw, halt, margin_quote");
        }
        return all;
    }

    private static Optional<KeySignature.Public> publicKey(Form form, Fields fields) {
        String pem = form.publicKey();
        if (pem == null) {
            return Optional.empty();
        }
        Optional<KeySignature.Public> key =
                pem.length() > PUBLIC_KEY_LENGTH_MAX ? Optional.empty() : KeySignature.Public.parse(pem);
        if (key.isEmpty()) {
            fields.refuse("public_key", "an Ed25519 key, or an RSA key of 2048 to 8192 bits, in PEM");
        }
        return key;
    }

    private static List<String> addresses(Form form, Fields fields) {
        List<String> sent = form.ipAllowList() == null ? List.of() : form.ipAllowList();
        boolean good = sent.size() <= ADDRESSES_MAX
                && sent.stream()
                        .allMatch(
                                text -> text != null && AddressRange.parse(text).isPresent());
        if (!good) {
            fields.refuse("ip_allow_list", "at most " + ADDRESSES_MAX + " addresses or ranges such as 192.0.2.0/24");
        }
        return good ? List.copyOf(sent) : List.of();
    }

    private static Instant expiresAt(Form form, Fields fields) {
        String text = form.expiresAt();
        if (text == null) {
            return Instant.MAX;
        }
        try {
            Instant at = Instant.parse(text);
            if (at.isAfter(Instant.now()) && at.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return at;
            }
        } catch (DateTimeParseException e) {
            // Falls through: answered like a time in the past.
        }
        fields.refuse("expires_at", "a time to come, such as 2027-01-01T00:00:00Z");
        return Instant.MAX;
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}

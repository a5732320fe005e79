package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.factor.PasskeyAnswer;
import com.flowex.identity.app.factor.PasskeyConfirmation;
import com.flowex.identity.app.factor.Passkeys;
import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.recovery.FactorRemoval;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.PasskeyLogins;
import com.flowex.identity.store.credential.PasskeyChallengesTable;
import com.flowex.identity.store.credential.PasskeysTable.Passkey;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.yubico.webauthn.data.ByteArray;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints of passkeys: registration, logins, and confirmations in a session. */
public final class PasskeyRoutes {

    static final String PASSKEYS = "/api/auth/passkeys";

    private static final int NAME_LENGTH_MAX = 64;
    private static final int ATTESTATION_LENGTH_MAX = 8_192;
    private static final int BODY_BYTES_MAX = 16_384;

    private final IdentityComponents parts;
    private final PasskeyLogins logins;
    private final Reauthentication proof;
    private final PasskeyConfirmation confirmation;
    private final FactorRemoval removal;

    public PasskeyRoutes(
            IdentityComponents parts,
            PasskeyLogins logins,
            Reauthentication proof,
            PasskeyConfirmation confirmation,
            FactorRemoval removal) {
        this.removal = removal;
        this.parts = parts;
        this.logins = logins;
        this.proof = proof;
        this.confirmation = confirmation;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(PASSKEYS, own, this::list)
                .post(PASSKEYS + "/options", own, this::begin)
                .audited()
                .post(PASSKEYS, own, this::add)
                .body(BODY_BYTES_MAX)
                .audited()
                .patch(PASSKEYS + "/{id}", own, this::rename)
                .audited()
                .post(PASSKEYS + "/{id}/remove", own, this::remove)
                .audited()
                .post(PASSKEYS + "/confirm/options", own, this::requestConfirmation)
                .audited()
                .post(PASSKEYS + "/confirm", own, this::confirm)
                .body(BODY_BYTES_MAX)
                .audited()
                .post("/api/auth/2fa/passkey/options", Access.PUBLIC, this::requestSecondFactor)
                .audited()
                .post(PASSKEYS + "/login/options", Access.PUBLIC, this::requestLogin)
                .withoutBody()
                .audited();
    }

    record NewPasskey(
            @Nullable String name,
            @Nullable String credentialId,
            @Nullable String clientData,
            @Nullable String attestationObject) {
        @Override
        public String toString() {
            return "NewPasskey[" + name + "]";
        }
    }

    record NewName(@Nullable String name) {}

    /** Kind of action that a signature confirms in a session. */
    enum Confirmed {
        ACTION,
        PAYMENT
    }

    record Ask(@Nullable String confirms) {}

    record Confirmation(@Nullable String confirms, @Nullable SignedPasskey passkey) {}

    record MfaToken(@Nullable String mfaToken) {
        @Override
        public String toString() {
            return "MfaToken[***]";
        }
    }

    /**
     * Passkey without its key.
     *
     * @param relyingPartyId host name that it signs for
     * @param backupEligible true if its key may be copied to other devices of its owner
     * @param backedUp true if it was, at its last use
     */
    record Shown(
            String id,
            String name,
            String relyingPartyId,
            boolean backupEligible,
            boolean backedUp,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {

        static Shown of(Passkey passkey) {
            return new Shown(
                    passkey.id().toString(),
                    passkey.name(),
                    passkey.relyingParty(),
                    passkey.credential().backupEligible(),
                    passkey.credential().backedUp(),
                    passkey.createdAt(),
                    passkey.lastUsedAt().orElse(null));
        }
    }

    /** @param recoveryCodes shown only once; null if the user had some before */
    record Added(Shown passkey, @Nullable List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "Added[" + passkey + "]";
        }
    }

    /** @param algorithms COSE algorithms, the best first */
    record Creation(
            String challenge,
            String relyingPartyId,
            String userHandle,
            String userName,
            List<Integer> algorithms,
            List<String> exclude,
            long expiresIn) {}

    /** @param credentials ids of which one signs; empty: any of this relying party */
    record CeremonyRequest(String challenge, String relyingPartyId, List<String> credentials, long expiresIn) {}

    record Code(String code, long expiresIn) {
        @Override
        public String toString() {
            return "Code[***]";
        }
    }

    private Answer list(Request request) {
        return Answer.ok(
                Page.whole(passkeys().of(user(request)).stream().map(Shown::of).toList()));
    }

    private Answer begin(Request request) {
        User user = proved(request, request.body(Reauthentication.Form.class));
        Passkeys.Creation creation = passkeys().begin(user, page(request));
        return secret(Answer.ok(new Creation(
                creation.challenge().getBase64Url(),
                creation.relyingParty(),
                creation.userHandle().getBase64Url(),
                user.email(),
                Passkeys.ALGORITHMS,
                texts(creation.exclude()),
                PasskeyChallengesTable.LIFE.toSeconds())));
    }

    private Answer add(Request request) {
        NewPasskey sent = request.body(NewPasskey.class);
        Fields fields = new Fields();
        String name = fields.name("name", sent.name(), NAME_LENGTH_MAX);
        PasskeyAnswer.Made made = new PasskeyAnswer.Made(
                SignedPasskey.credentialId(sent.credentialId(), fields),
                SignedPasskey.clientData(sent.clientData(), fields),
                SignedPasskey.bytes("attestation_object", sent.attestationObject(), ATTESTATION_LENGTH_MAX, fields));
        fields.check();
        User user = user(request);
        request.audit("user " + user.id(), null, Map.of("passkey", "to be added"));
        Passkeys.Added added = passkeys().add(user, page(request), name, made);
        request.audit(
                "user " + user.id(), null, Map.of("passkey", added.passkey().id()));
        return secret(Answer.created(
                new Added(Shown.of(added.passkey()), added.recoveryCodes().isEmpty() ? null : added.recoveryCodes())));
    }

    private Answer rename(Request request) {
        Fields fields = new Fields();
        String name = fields.name("name", request.body(NewName.class).name(), NAME_LENGTH_MAX);
        fields.check();
        User user = user(request);
        UUID id = id(request).orElseThrow(() -> Refusal.notFound("there is no such passkey"));
        request.audit("user " + user.id(), null, Map.of("passkey", id, "name", "changed"));
        return Answer.ok(Shown.of(passkeys().rename(user, id, name)));
    }

    private static Optional<UUID> id(Request request) {
        return AccountRoutes.uuid(request.path("id"));
    }

    private Answer remove(Request request) {
        Reauthentication.Form form = request.body(Reauthentication.Form.class);
        User owner = user(request);
        UUID id = id(request)
                .filter(requested ->
                        passkeys().of(owner).stream().anyMatch(each -> each.id().equals(requested)))
                .orElseThrow(() -> Refusal.notFound("there is no such passkey"));
        User user = proved(request, form);
        removal.passkey(user, id);
        request.audit("user " + user.id(), Map.of("passkey", id), Map.of("passkey", "removed"));
        return Answer.noContent();
    }

    private Answer requestConfirmation(Request request) {
        Ask sent = request.body(Ask.class);
        Fields fields = new Fields();
        Confirmed confirms = fields.oneOf("confirms", sent.confirms(), Confirmed.class);
        fields.check();
        User user = user(request);
        request.audit("user " + user.id(), null, Map.of("signature", "asked"));
        return challenge(confirmation.request(user, page(request), confirms == Confirmed.PAYMENT));
    }

    private Answer confirm(Request request) {
        Confirmation sent = request.body(Confirmation.class);
        Fields fields = new Fields();
        Confirmed confirms = fields.oneOf("confirms", sent.confirms(), Confirmed.class);
        PasskeyAnswer.Signed signed = SignedPasskey.parse(sent.passkey(), fields);
        fields.check();
        User user = user(request);
        request.audit(
                "user " + user.id(), null, Map.of("confirms", confirms.name().toLowerCase(Locale.ROOT)));
        String code = confirmation.confirm(user, page(request), confirms == Confirmed.PAYMENT, signed);
        return secret(Answer.ok(new Code(code, PasskeyChallengesTable.LIFE.toSeconds())));
    }

    private Answer requestSecondFactor(Request request) {
        Fields fields = new Fields();
        String token = fields.text("mfa_token", request.body(MfaToken.class).mfaToken(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        return challenge(logins.request(token, page(request)));
    }

    private Answer requestLogin(Request request) {
        return challenge(logins.request(request.tenant(), page(request), device(request)));
    }

    /** Returns the calling user after a renewed proof: their password, and a code of a second factor they have. */
    private User proved(Request request, Reauthentication.Form form) {
        Caller caller = request.caller();
        request.audit("user " + caller.userId(), null, Map.of("passkey", "to be changed"));
        return proof.require(caller, form);
    }

    private User user(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        return parts.users().byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
    }

    private Passkeys passkeys() {
        return parts.factors().passkeys();
    }

    /** Returns the page by whose host the request came: passkeys sign for its name. */
    private PageAddress page(Request request) {
        return parts.letters().pageOf(request.tenant(), request.tenantHost());
    }

    private static Device device(Request request) {
        return Device.of(request.remoteAddress(), request.header("User-Agent"));
    }

    private static Answer challenge(Passkeys.Request requested) {
        return secret(Answer.ok(new CeremonyRequest(
                requested.challenge().getBase64Url(),
                requested.relyingParty(),
                texts(requested.credentials()),
                PasskeyChallengesTable.LIFE.toSeconds())));
    }

    private static List<String> texts(List<ByteArray> ids) {
        return ids.stream().map(ByteArray::getBase64Url).toList();
    }

    private static Answer secret(Answer answer) {
        return answer.header("Cache-Control", "no-store");
    }
}

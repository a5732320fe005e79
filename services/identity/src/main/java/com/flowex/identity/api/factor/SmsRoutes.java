package com.flowex.identity.api.factor;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.factor.SecondFactors;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.recovery.FactorRemoval;
import com.flowex.identity.app.session.LoginCodes;
import com.flowex.identity.app.sms.PhoneEnrolment;
import com.flowex.identity.store.sms.PhoneNumber;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints of codes by SMS: a user's number, and codes for logins in progress. */
public final class SmsRoutes {

    private static final String PATH = "/api/auth/2fa/sms";
    private static final int CODE_LENGTH_MAX = 32;
    private static final int ACCEPTED = 202;

    private final UsersTable users;
    private final PhoneEnrolment enrolment;
    private final LoginCodes codes;
    private final FactorRemoval removal;
    private final Reauthentication proof;

    public SmsRoutes(
            UsersTable users,
            PhoneEnrolment enrolment,
            LoginCodes codes,
            FactorRemoval removal,
            Reauthentication proof) {
        this.users = users;
        this.enrolment = enrolment;
        this.codes = codes;
        this.removal = removal;
        this.proof = proof;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(PATH, own, this::state)
                .post(PATH + "/enroll", own, this::enrol)
                .audited()
                .post(PATH + "/confirm", own, this::confirm)
                .audited()
                .post(PATH + "/disable", own, this::disable)
                .audited()
                .post(PATH + "/send", Access.PUBLIC, this::send)
                .audited();
    }

    record Enrolment(
            @Nullable String number,
            @Nullable String password,
            @Nullable String code) {
        @Override
        public String toString() {
            return "Enrolment[***]";
        }
    }

    record Code(@Nullable String code) {
        @Override
        public String toString() {
            return "Code[***]";
        }
    }

    record Login(@Nullable String mfaToken) {
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    /**
     * Codes by SMS of the caller.
     *
     * @param offered true if the caller may set them up
     * @param enrolled true if they are a second factor of the caller
     * @param usable true if they can be sent now; otherwise codes come by mail
     * @param number confirmed number, most of it hidden
     */
    record State(
            boolean offered,
            boolean enrolled,
            boolean usable,
            @Nullable String number,
            List<String> countries) {}

    /** @param number number to which the code was sent, most of it hidden */
    record Sent(String number) {}

    private Answer state(Request request) {
        User user = user(request);
        return Answer.ok(new State(
                enrolment.codes().isOffered(user),
                user.factors().sms(),
                enrolment.codes().isUsable(user),
                enrolment.confirmed(user).map(PhoneNumber::masked).orElse(null),
                List.copyOf(enrolment.codes().countries())));
    }

    private Answer enrol(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of("sms", "to be confirmed"));
        Enrolment sent = request.body(Enrolment.class);
        Fields fields = new Fields();
        String text = fields.text("number", sent.number(), PhoneNumber.LENGTH_MAX);
        Optional<PhoneNumber> number = PhoneNumber.parse(text);
        if (number.isEmpty() && !text.isEmpty()) {
            fields.refuse("number", PhoneNumber.RULE);
        }
        fields.check();
        PhoneNumber phone = number.orElseThrow();
        enrolment.codes().requireOffered(user(request));
        if (!enrolment.codes().countries().contains(phone.country())) {
            fields.refuse(
                    "number",
                    "of one of these countries: "
                            + String.join(", ", enrolment.codes().countries()));
            fields.check();
        }
        User user = proof.require(caller, new Reauthentication.Form(sent.password(), sent.code()));
        enrolment.begin(user, phone, device(request), SecondFactors::mailCode);
        return Answer.of(ACCEPTED, new Sent(phone.masked())).header("Cache-Control", "no-store");
    }

    private Answer confirm(Request request) {
        User user = user(request);
        request.audit("user " + user.id(), Map.of("sms", user.factors().sms()), Map.of("sms", true));
        Fields fields = new Fields();
        String code = fields.text("code", request.body(Code.class).code(), CODE_LENGTH_MAX);
        fields.check();
        enrolment.confirm(user, code, device(request));
        return Answer.noContent();
    }

    private Answer disable(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of("sms", false));
        removal.phone(proof.require(caller, request.body(Reauthentication.Form.class)));
        return Answer.noContent();
    }

    private Answer send(Request request) {
        Fields fields = new Fields();
        String token = fields.text("mfa_token", request.body(Login.class).mfaToken(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        codes.send(token, device(request));
        return Answer.noContent();
    }

    private User user(Request request) {
        Caller caller = request.caller();
        return users.byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
    }

    private static Device device(Request request) {
        return Device.of(request.remoteAddress(), request.header("User-Agent"));
    }
}

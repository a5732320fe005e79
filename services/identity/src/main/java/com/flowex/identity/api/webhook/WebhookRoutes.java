package com.flowex.identity.api.webhook;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.factor.StepUpAuthentication;
import com.flowex.identity.app.mail.WebhookMails;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.identity.app.webhook.WebhookNotices;
import com.flowex.identity.app.webhook.WebhookWorker;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.identity.store.webhook.UserWebhook;
import com.flowex.identity.store.webhook.WebhooksTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.outbound.WebhookAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Endpoints through which users set, confirm, test and remove the address that gets their notices. */
public final class WebhookRoutes {

    private static final String WEBHOOK = "/api/auth/webhook";
    private static final int ADDRESS_LENGTH_MAX = 500;
    private static final int CODE_LENGTH_MAX = 64;
    private static final int ACCEPTED = 202;

    /** Number of requests that a call to an outside address counts as. */
    private static final int CALL_WEIGHT = 10;

    /** Users, their webhooks, and the senders to them. */
    public record Parts(
            UsersTable users,
            WebhooksTable table,
            WebhookNotices notices,
            StepUpAuthentication confirmation,
            WebhookMails letters) {}

    private final Parts parts;
    private final OrderNewsSource news;
    private final WebhookWorker worker;

    public WebhookRoutes(Parts parts, OrderNewsSource news, WebhookWorker worker) {
        this.parts = parts;
        this.news = news;
        this.worker = worker;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(WEBHOOK, own, this::show)
                .put(WEBHOOK, own, this::set)
                .weight(CALL_WEIGHT)
                .audited()
                .delete(WEBHOOK, own, this::remove)
                .audited()
                .post(WEBHOOK + "/confirm", own, this::confirm)
                .audited()
                .post(WEBHOOK + "/test", own, this::test)
                .withoutBody()
                .weight(CALL_WEIGHT)
                .audited();
    }

    /** @param code code of the second factor; required if the user has one */
    record Form(@Nullable String address, @Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Form[***]";
        }
    }

    /** @param code code that the call of the webhook has */
    record Confirmation(@Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Confirmation[***]";
        }
    }

    /**
     * Webhook as shown.
     *
     * @param address null if there is none
     * @param secret secret that signs the calls, in the one answer that made it; null in all others
     * @param answer reason of the last failure; empty if the last call was accepted
     */
    record Shown(
            @Nullable String address,
            String state,
            @Nullable String secret,
            int failures,
            String answer,
            @Nullable Instant answeredAt,
            int waiting,
            @Nullable Instant madeAt) {}

    private static final Shown NONE = new Shown(null, "none", null, 0, "", null, 0, null);

    private Answer show(Request request) {
        Caller caller = request.caller();
        return Answer.ok(parts.table()
                .of(caller.tenant(), caller.userId())
                .map(webhook -> shown(webhook, null))
                .orElse(NONE));
    }

    private static Shown shown(UserWebhook webhook, @Nullable String secret) {
        return new Shown(
                webhook.address(),
                webhook.state().word(),
                secret,
                webhook.failures(),
                webhook.answer(),
                webhook.answeredAt(),
                webhook.waiting(),
                webhook.madeAt());
    }

    private Answer set(Request request) {
        Form form = request.body(Form.class);
        Caller caller = Reauthentication.inPerson(request.caller());
        Fields fields = new Fields();
        String address = fields.text("address", form.address(), ADDRESS_LENGTH_MAX);
        if (!address.isEmpty() && !WebhookAddress.isOne(address)) {
            fields.refuse("address", WebhookAddress.RULE);
        }
        String code = Objects.requireNonNullElse(form.code(), "");
        if (!code.isEmpty()) {
            fields.text("code", code, CODE_LENGTH_MAX);
        }
        fields.check();
        String host = URI.create(address).getHost();
        request.audit("webhook of user " + caller.userId(), null, Map.of("host", host));
        User owner = parts.users().byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
        parts.confirmation()
                .requireOrSms(owner, code, Device.of(request.remoteAddress(), request.header("User-Agent")));
        Shown made = held(caller, (holding, user) -> {
            String secret = parts.table()
                    .put(holding, user.tenant(), user.id(), caller.account().number(), address);
            request(holding, user);
            parts.letters().set(holding, user, host);
            return shown(required(holding, user), secret);
        });
        worker.added(caller.tenant());
        return Answer.ok(made);
    }

    /** Sends a new code to the address; returns false if it is confirmed. */
    private boolean request(Transaction holding, User user) {
        String code = OpaqueToken.fresh(user.tenant()).text();
        boolean isRequested = WebhooksTable.request(holding, user.tenant(), user.id(), OpaqueToken.sha256(code));
        if (isRequested) {
            parts.notices().putTest(holding, user.tenant(), user.id(), code);
        }
        return isRequested;
    }

    private Answer confirm(Request request) {
        Confirmation form = request.body(Confirmation.class);
        Caller caller = Reauthentication.inPerson(request.caller());
        Fields fields = new Fields();
        String code = fields.text("code", form.code(), CODE_LENGTH_MAX);
        fields.check();
        request.audit("webhook of user " + caller.userId(), null, Map.of("webhook", "confirmed"));
        long account = caller.account().number();
        long last = news.last(caller.tenant(), List.of(account)).getOrDefault(account, 0L);
        return Answer.ok(held(caller, (holding, user) -> {
            required(holding, user);
            byte[] hash = OpaqueToken.sha256(code);
            if (!WebhooksTable.confirm(holding, user.tenant(), user.id(), hash, last)) {
                throw Refusal.invalid("code", "the code that the newest call brought to the address, once");
            }
            return shown(required(holding, user), null);
        }));
    }

    private Answer test(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("webhook of user " + caller.userId(), null, Map.of("webhook", "tested"));
        Shown tested = held(caller, (holding, user) -> {
            required(holding, user);
            if (!request(holding, user)) {
                parts.notices().putTest(holding, user.tenant(), user.id(), "");
            }
            return shown(required(holding, user), null);
        });
        worker.added(caller.tenant());
        return Answer.of(ACCEPTED, tested);
    }

    private Answer remove(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("webhook of user " + caller.userId(), null, Map.of("webhook", "removed"));
        String address = held(caller, (holding, user) -> WebhooksTable.remove(holding, user.tenant(), user.id())
                .orElseThrow(WebhookRoutes::none));
        request.audit(
                "webhook of user " + caller.userId(),
                Map.of("host", URI.create(address).getHost()),
                null);
        return Answer.noContent();
    }

    private <T> T held(Caller caller, UsersTable.LockedRow<T> work) {
        return parts.users()
                .holding(caller.tenant(), caller.userId(), (holding, user) -> {
                    if (!user.isActive()) {
                        throw Reauthentication.noMore();
                    }
                    return work.with(holding, user);
                })
                .orElseThrow(Reauthentication::noMore);
    }

    private static UserWebhook required(Transaction holding, User user) {
        return WebhooksTable.of(holding, user.tenant(), user.id()).orElseThrow(WebhookRoutes::none);
    }

    private static Refusal none() {
        return Refusal.notFound("there is no webhook");
    }
}

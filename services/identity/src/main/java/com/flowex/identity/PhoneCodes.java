package com.flowex.identity;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.Tenant;
import com.flowex.identity.api.factor.SmsRoutes;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.PhoneMailer;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.recovery.FactorRemoval;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.LoginCodes;
import com.flowex.identity.app.sms.PhoneEnrolment;
import com.flowex.identity.app.sms.SmsCodes;
import com.flowex.identity.app.sms.SmsDelivery;
import com.flowex.identity.app.sms.SmsSettings;
import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.sms.SmsMessagesTable;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.PersonKeys;

/** Wiring of codes by SMS: the worker that sends them, and the routes of numbers. */
final class PhoneCodes implements AutoCloseable {

    private final IdentityAccess access;
    private final SmsDelivery delivery;

    PhoneCodes(IdentityAccess access) {
        Platform platform = access.edge().platform();
        this.access = access;
        this.delivery = new SmsDelivery(
                access.settings().sms(), new SmsMessagesTable(platform.database(), access.personKeys()), platform);
    }

    /** Creates the codes by SMS, which every process checks. */
    static SmsCodes codes(Edge edge, SmsSettings settings, KeyRing ring, PersonKeys keys, Lockout lockout) {
        Platform platform = edge.platform();
        return new SmsCodes(
                settings,
                new SmsCodes.Tables(
                        new PhoneNumbersTable(platform.database(), keys),
                        new SmsMessagesTable(platform.database(), keys)),
                ring,
                lockout,
                new SmsCodes.Tenants(
                        tenant -> isOn(edge, tenant), tenant -> name(edge, tenant), edge.tenants()::smsDollarsOf),
                platform.telemetry().registry());
    }

    private static boolean isOn(Edge edge, int tenant) {
        Tenant known = edge.tenants().byNumber(tenant);
        return known == null || known.isOn(Feature.SMS_CODES);
    }

    private static String name(Edge edge, int tenant) {
        Tenant known = edge.tenants().byNumber(tenant);
        return known == null || tenant == Tenant.DEFAULT ? "" : known.name();
    }

    Routes routes(Reauthentication proof, FactorRemoval removal) {
        IdentityComponents parts = access.parts();
        PhoneEnrolment enrolment = new PhoneEnrolment(
                parts.users(),
                new PhoneNumbersTable(access.edge().platform().database(), access.personKeys()),
                parts.oneTime(),
                parts.factors().sms(),
                access.restrictions(),
                new PhoneMailer(parts.letters()));
        return new SmsRoutes(parts.users(), enrolment, new LoginCodes(parts), removal, proof).routes();
    }

    /** Starts to send messages. */
    void start() {
        delivery.start();
    }

    @Override
    public void close() {
        delivery.close();
    }
}

package com.flowex.identity;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.api.AccountRoutes;
import com.flowex.identity.api.ApiKeyRoutes;
import com.flowex.identity.api.AuthRoutes;
import com.flowex.identity.api.EmailChangeRoutes;
import com.flowex.identity.api.NotificationRoutes;
import com.flowex.identity.api.OrphanedAccountRoutes;
import com.flowex.identity.api.OthersSessionRoutes;
import com.flowex.identity.api.PasskeyRoutes;
import com.flowex.identity.api.PushRoutes;
import com.flowex.identity.api.RestrictionRoutes;
import com.flowex.identity.api.UserRoutes;
import com.flowex.identity.api.factor.FactorRemovalRoutes;
import com.flowex.identity.api.factor.RecoveryRoutes;
import com.flowex.identity.api.session.RefreshCookie;
import com.flowex.identity.app.account.AccountConsistencyCheck;
import com.flowex.identity.app.factor.PasskeyConfirmation;
import com.flowex.identity.app.mail.MailDelivery;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.identity.app.push.PushWorker;
import com.flowex.identity.app.recovery.FactorRecoveries;
import com.flowex.identity.app.recovery.FactorRemoval;
import com.flowex.identity.app.recovery.RecoverySms;
import com.flowex.identity.app.registration.AccountRecovery;
import com.flowex.identity.app.registration.EmailChanges;
import com.flowex.identity.app.registration.Registration;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.PasskeyLogins;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.AdminBootstrap;
import com.flowex.identity.app.staff.DemoUserCheck;
import com.flowex.identity.app.staff.DemoUsers;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.app.webhook.WebhookWorker;
import com.flowex.identity.store.credential.ApiKeyUsesTable;
import com.flowex.identity.store.credential.PaymentCodesTable;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.EmailChangesTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.Platform;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.settings.Profile;
import java.util.List;
import java.util.Optional;

/** Wiring of identity: the routes of users and administrators, and the users who must exist. */
public final class IdentityService implements AutoCloseable {

    private final IdentityAccess access;
    private final PersonalDataService people;
    private final MailDelivery post;
    private final DemoUsers demoUsers;
    private final AdminBootstrap firstAdmin;
    private final DemoUserCheck published;
    private final AccountConsistencyCheck logAccounts;
    private final FactorRecoveries recoveries;
    private final PhoneCodes phones;
    private final Routes routes;
    private volatile List<AccountId> demoAccounts = List.of();

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param access users, sessions and keys, which their owner closes
     * @param news news of orders to push to browsers
     * @param pusher sender of that news to browsers
     * @param webhooks sender of notices to webhooks
     */
    public IdentityService(
            IdentityAccess access,
            PersonalDataService people,
            OrderNewsSource news,
            PushWorker pusher,
            WebhookWorker webhooks) {
        this.access = access;
        this.people = people;
        IdentitySettings settings = access.settings();
        Edge edge = access.edge();
        Platform platform = edge.platform();
        IdentityComponents parts = access.parts();
        UsersTable users = parts.users();
        Sessions sessions = access.sessions();
        UserAdministration staff = access.staff();
        Restrictions restrictions = access.restrictions();
        this.post = new MailDelivery(settings.mail(), platform, access.outbox());
        AccountRecovery recovery = new AccountRecovery(parts, sessions, access.keyDirectory());
        Registration registration = new Registration(parts, recovery);
        FactorRemoval removal = new FactorRemoval(users, parts.letters()::factorChanged, sessions, restrictions);
        PasskeyLogins passkeys = new PasskeyLogins(parts, sessions);
        Reauthentication proof = new Reauthentication(users, parts.lockout(), parts.passwords(), access.confirmation());
        EmailChanges addresses = new EmailChanges(
                parts,
                new EmailChangesTable(platform.database(), access.personKeys()),
                sessions,
                access.keyDirectory(),
                restrictions);
        this.recoveries = new FactorRecoveries(
                edge,
                parts,
                new FactorRecoveries.RecoveryPowers(staff, sessions, restrictions),
                new RecoverySms(parts.factors().sms(), access.own().profiles()),
                access.clock());
        this.phones = new PhoneCodes(access);
        this.demoUsers = new DemoUsers(users, parts.passwords(), parts.accounts());
        this.firstAdmin =
                new AdminBootstrap(parts, settings.staff(), platform.settings().profile() == Profile.PRODUCTION);
        this.published = new DemoUserCheck(users, parts.passwords(), sessions, restrictions);
        this.logAccounts =
                new AccountConsistencyCheck(edge, settings.acceptOlder(), access.orders(), users, parts.accounts());
        AuthRoutes logins = new AuthRoutes(
                registration,
                sessions,
                passkeys,
                parts,
                new RefreshCookie(settings.refreshTokenLife()),
                platform.telemetry().registry());
        this.routes = new Routes()
                .addAll(logins.routes())
                .addAll(new AccountRoutes(parts, sessions, recovery, access.payments(), access.confirmation(), removal)
                        .routes())
                .addAll(new FactorRemovalRoutes(removal, proof).routes())
                .addAll(new RecoveryRoutes(recoveries).routes())
                .addAll(phones.routes(proof, removal))
                .addAll(new PasskeyRoutes(
                                parts,
                                passkeys,
                                proof,
                                new PasskeyConfirmation(
                                        parts.factors(), parts.oneTime(), new PaymentCodesTable(platform.database())),
                                removal)
                        .routes())
                .addAll(new StaffLoginService(access, proof, logins).routes())
                .addAll(new EmailChangeRoutes(addresses, proof).routes())
                .addAll(new NotificationRoutes(users, access.notifications(), parts.letters()).routes())
                .addAll(new ApiKeyRoutes(
                                access.keysTable(),
                                new ApiKeyUsesTable(platform.database()),
                                access.keyDirectory(),
                                users,
                                access.confirmation(),
                                parts.letters())
                        .routes())
                .addAll(new UserRoutes(users, registration, staff, access.requests()).routes())
                .addAll(new OthersSessionRoutes(sessions, staff).routes())
                .addAll(new RestrictionRoutes(staff, restrictions, access.clock()).routes())
                .addAll(new PushRoutes(settings.push(), parts.browsers(), access.pushKeys(), news, users, pusher)
                        .routes())
                .addAll(access.webhooks().routes(access, news, webhooks))
                .addAll(access.own().routes())
                .addAll(people.routes())
                .addAll(new OrphanedAccountRoutes(
                                new AccountsTable(platform.database()), parts, staff, sessions, restrictions)
                        .routes());
    }

    /**
     * Requires that the lists of users and tenants are as new as the log, or that the operator accepts that they are
     * not. The caller calls it before {@link #start} and once the view of the log's accounts is complete.
     *
     * @throws com.flowex.platform.settings.StartupException if they are older; the message names how far both sides go
     *     and what to do
     */
    public void requireAccounts() {
        access.migrate();
        logAccounts.require();
    }

    /** Registers health checks of the systems that identity depends on. */
    public void watch(HealthMonitor monitor) {
        post.watch(monitor);
    }

    /** Migrates the schema to the latest version and creates the users who must exist. */
    public void start() {
        IdentitySettings settings = access.settings();
        access.migrate();
        people.eraseAgain();
        if (settings.staff().demoUsers()) {
            demoAccounts = demoUsers.ensure();
        }
        if (access.edge().platform().settings().profile() == Profile.PRODUCTION) {
            published.endOrRefuse(settings.staff().published());
        }
        firstAdmin.ensure();
        access.restrictions().start();
        recoveries.start();
        phones.start();
        access.follow();
    }

    public Routes routes() {
        return routes;
    }

    /** Returns the sender of the mails in the outbox. */
    public MailDelivery post() {
        return post;
    }

    /** Returns the accounts of the demo users, the trader's first; empty if there are none. */
    public List<AccountId> demoAccounts() {
        return demoAccounts;
    }

    /**
     * Returns the account of a demo user whom surveillance finds layering and who cannot log in; empty without demo
     * users. It exists from the first call on.
     */
    public Optional<AccountId> demoLayerer() {
        return access.settings().staff().demoUsers() ? Optional.of(demoUsers.ensureLayerer()) : Optional.empty();
    }

    /** Returns the users who trade with people for the demo and cannot log in; empty without demo users. */
    public List<User> demoPeople() {
        return access.settings().staff().demoUsers() ? demoUsers.ensurePeople() : List.of();
    }

    @Override
    public void close() {
        recoveries.close();
        phones.close();
    }
}

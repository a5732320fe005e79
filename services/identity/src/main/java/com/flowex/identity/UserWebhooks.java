package com.flowex.identity;

import com.flowex.access.http.route.Routes;
import com.flowex.identity.api.webhook.WebhookRoutes;
import com.flowex.identity.app.mail.NoticeQueues;
import com.flowex.identity.app.mail.WebhookMails;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.identity.app.webhook.WebhookNotices;
import com.flowex.identity.app.webhook.WebhookWorker;
import com.flowex.identity.store.push.PushNoticesTable;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable;
import com.flowex.identity.store.webhook.WebhooksTable;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.outbound.WebhookCalls;
import com.flowex.platform.outbound.WebhookClient;
import com.flowex.platform.outbound.WebhookSecrets;
import java.time.InstantSource;

/** Wiring of the users' webhooks: their tables, the worker that calls them, and their routes. */
public final class UserWebhooks {

    private final WebhooksTable table;
    private final NoticeDeliveriesTable deliveries;
    private final WebhookNotices notices;
    private final PushNoticesTable pushes;
    private final InstantSource clock;

    UserWebhooks(Database database, KeyRing keys, InstantSource clock) {
        WebhookSecrets secrets = new WebhookSecrets(keys, "identity.webhooks.secret");
        this.table = new WebhooksTable(database, secrets);
        this.deliveries = new NoticeDeliveriesTable(database, new Sealing(keys), secrets);
        this.notices = new WebhookNotices(deliveries, clock);
        this.pushes = new PushNoticesTable(database);
        this.clock = clock;
    }

    /** Returns the queues of notices that do not go by mail. */
    NoticeQueues queues() {
        return new NoticeQueues(pushes, notices);
    }

    /** Seals secrets of older keys again with the newest key; returns their number. */
    int sealAgain(int tenant) {
        return table.sealAgain(tenant);
    }

    /**
     * Creates the worker that calls webhooks. Only the process that keeps the view of trades starts it.
     *
     * @param client client that calls them
     */
    public WebhookWorker worker(IdentityAccess access, OrderNewsSource news, WebhookClient client) {
        UsersTable users = access.parts().users();
        return new WebhookWorker(
                table,
                deliveries,
                notices,
                new WebhookCalls(client, clock),
                new WebhookWorker.Sources(news, users::tenants, users, mails(access)::off),
                access.edge().platform());
    }

    private static WebhookMails mails(IdentityAccess access) {
        return new WebhookMails(access.parts().letters());
    }

    Routes routes(IdentityAccess access, OrderNewsSource news, WebhookWorker worker) {
        WebhookRoutes.Parts parts =
                new WebhookRoutes.Parts(access.parts().users(), table, notices, access.confirmation(), mails(access));
        return new WebhookRoutes(parts, news, worker).routes();
    }
}

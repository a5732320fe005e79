package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Admin endpoints of the log's accounts without a user: /api/v1/accounts/orphaned. */
public final class OrphanedAccountRoutes {

    private static final String ORPHANED = "/api/v1/accounts/orphaned";

    private final AccountsTable table;
    private final AccountOpening accounts;
    private final UserAdministration staff;
    private final Sessions sessions;
    private final Restrictions restrictions;

    public OrphanedAccountRoutes(
            AccountsTable table,
            IdentityComponents parts,
            UserAdministration staff,
            Sessions sessions,
            Restrictions restrictions) {
        this.table = table;
        this.accounts = parts.accounts();
        this.staff = staff;
        this.sessions = sessions;
        this.restrictions = restrictions;
    }

    public Routes routes() {
        return new Routes()
                .get(ORPHANED, Access.of(Permission.USERS_READ), this::list)
                .unaudited()
                .query("limit", "cursor")
                .weight(3)
                .post(ORPHANED + "/{account}/bind", Access.of(Permission.USERS_MANAGE), this::bind);
    }

    record Shown(String account, Instant openedAt) {
        static Shown of(AccountsTable.OrphanedAccount orphan) {
            return new Shown(Long.toString(orphan.number()), orphan.openedAt());
        }
    }

    record Form(@Nullable String userId) {}

    record Bound(String account, String userId) {}

    private Answer list(Request request) {
        int limit = request.limit();
        List<AccountsTable.OrphanedAccount> rows =
                table.orphans(request.caller().tenant(), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.number())).map(Shown::of));
    }

    /** Gives an orphan to a user. The user's tokens name their former account, so their sessions end. */
    private Answer bind(Request request) {
        Caller caller = request.caller();
        long number = request.pathNumber("account");
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        String userId = fields.text("user_id", form.userId(), 19);
        if (!userId.matches("[1-9][0-9]{0,17}")) {
            fields.refuse("user_id", "the id of a user");
        }
        fields.check();
        User user = staff.require(caller.tenant(), Long.parseLong(userId));
        if (user.id() == caller.userId()) {
            throw Refusal.forbidden("users cannot give an account to themselves");
        }
        staff.requireMayTouch(caller, user);
        request.audit(
                "user " + user.id(),
                Map.of("account", Long.toString(user.account().number())),
                Map.of("account", Long.toString(number)));
        AccountsTable.OrphanedAccount orphan = table.orphan(caller.tenant(), number)
                .orElseThrow(() -> Refusal.notFound("no account " + number + " is without a user"));
        accounts.give(orphan, user);
        restrictions.follow(user);
        sessions.endEverything(user);
        return Answer.ok(new Bound(Long.toString(number), userId));
    }
}

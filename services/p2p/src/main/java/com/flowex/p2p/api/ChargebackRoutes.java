package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.p2p.app.report.ChargebackCommands;
import com.flowex.p2p.app.report.ChargebackCommands.Recording;
import com.flowex.p2p.rule.ChargebackReason;
import com.flowex.p2p.store.report.ChargebacksTable.Chargeback;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Routes by which moderators record payments that were taken back. */
public final class ChargebackRoutes {

    private static final String ROOT = "/api/v1/p2p/chargebacks";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int REFERENCE_MAX = 200;

    private final ChargebackCommands commands;

    public ChargebackRoutes(ChargebackCommands commands) {
        this.commands = commands;
    }

    public Routes routes() {
        return new Routes()
                .get(ROOT, Access.of(Permission.USERS_READ), this::list)
                .query("limit", "cursor")
                .post(ROOT, Access.of(Permission.CUSTODY_MANAGE), this::add)
                .audited();
    }

    /** Chargeback as moderators see it: the schema P2pChargeback. */
    private record ChargebackBody(
            String id,
            String tradeId,
            String buyer,
            String reason,
            String reference,
            String recordedBy,
            Instant recordedAt,
            @Nullable String caseId) {

        static ChargebackBody of(Chargeback chargeback) {
            return new ChargebackBody(
                    Long.toString(chargeback.id()),
                    chargeback.trade().toString(),
                    Long.toString(chargeback.buyer().number()),
                    chargeback.reason().label(),
                    chargeback.reference(),
                    Long.toString(chargeback.recordedBy().number()),
                    chargeback.recordedAt(),
                    chargeback.caseId() == 0 ? null : Long.toString(chargeback.caseId()));
        }
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<Chargeback> rows = commands.page(request.caller().account(), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(ChargebackBody::of));
    }

    /** Request body. */
    private record ChargebackForm(
            @Nullable String tradeId,
            @Nullable String reason,
            @Nullable String reference) {}

    private Answer add(Request request) {
        ChargebackForm form = request.body(ChargebackForm.class);
        Fields fields = new Fields();
        String trade = form.tradeId() == null ? "" : form.tradeId();
        if (!ID.matcher(trade).matches()) {
            fields.refuse("trade_id", "the id of a trade");
        }
        ChargebackReason reason = fields.oneOf("reason", form.reason(), ChargebackReason.class);
        String reference = fields.name("reference", form.reference(), REFERENCE_MAX);
        fields.check();
        Chargeback added =
                commands.add(new Recording(request.caller().account(), UUID.fromString(trade), reason, reference));
        request.audit("p2p trade " + trade, null, "chargeback " + reason.label() + ", case " + added.caseId());
        return Answer.created(ChargebackBody.of(added));
    }
}

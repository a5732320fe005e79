package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.app.mail.AccountOwnerMailer;
import com.flowex.identity.app.staff.DelegatedRestrictions;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.restriction.RestrictionKind;
import com.flowex.identity.store.restriction.RestrictionRequest;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskStep;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.p2p.app.person.P2pRestrictions;
import com.flowex.p2p.store.report.P2pRestrictionsTable.P2pRestriction;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.risk.SurveillanceComputations;
import com.flowex.risk.app.judging.SurveillanceLog;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.trading.TradingReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Tasks of surveillance, and its restrictions of users, so that surveillance depends on neither tasks nor users. */
public final class SurveillanceTasks {

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private SurveillanceTasks() {}

    /**
     * Returns the log that is judged, as a process knows it that shows trading: its view has the groups up to the end of
     * what is judged. Owners come from the view of accounts.
     */
    public static SurveillanceLog log(
            TailFactory tails, TradingReader trading, TaskSubmitter tasks, IdentityAccess identity) {
        View<?> shown = trading.tables();
        return new SurveillanceLog(
                tails,
                shown.progress()::applied,
                shown::place,
                () -> tasks.scheduled(TaskKindNames.SURVEILLANCE),
                identity.accounts()::ownerInLog,
                trading.reads().risk()::preventionGroupBefore);
    }

    /** Returns the users as surveillance needs them. */
    public static CaseUsers people(IdentityAccess identity, P2pRestrictions p2p) {
        return new People(identity.decidedRestrictions(), identity.accountLetters(), p2p);
    }

    /**
     * Returns the task kinds: surveillance every ten minutes, unless a tenant sets another interval; approved
     * restrictions every five minutes in any case.
     */
    public static List<TaskKind> kinds(SurveillanceComputations cases) {
        return List.of(
                new TaskKind(
                        TaskKindNames.SURVEILLANCE,
                        TaskKind.Whose.TENANT,
                        List.of(
                                TaskStep.of("judge", LONGEST, task -> cases.judging()
                                        .run(task.tenant(), task::progress)),
                                TaskStep.of("letters", LONGEST, task -> cases.letters()
                                        .run(task.tenant())),
                                TaskStep.of("forget", LONGEST, task -> cases.forget(task.tenant()))),
                        ATTEMPTS_MAX,
                        Optional.of("*/10 * * * *")),
                new TaskKind(
                        TaskKindNames.CASE_RESTRICTIONS,
                        TaskKind.Whose.TENANT,
                        List.of(TaskStep.of("restrictions", LONGEST, task -> cases.caseRestrictions()
                                .run(task.tenant(), task::progress))),
                        ATTEMPTS_MAX,
                        Optional.of("*/5 * * * *")));
    }

    private record People(DelegatedRestrictions restrictions, AccountOwnerMailer letters, P2pRestrictions p2p)
            implements CaseUsers {

        @Override
        public List<Decider> deciders(int tenant) {
            return restrictions.deciders(tenant).stream()
                    .map(each -> new Decider(each.user(), each.account().number(), each.language()))
                    .toList();
        }

        @Override
        public void write(int tenant, Decider to, String subject, String text) throws Exception {
            letters.write(new AccountId(tenant, to.account()), NotificationEvent.SECURITY, subject, text);
        }

        @Override
        public OptionalLong handler(int tenant, long user) {
            return restrictions
                    .decider(tenant, user)
                    .map(account -> OptionalLong.of(account.number()))
                    .orElse(OptionalLong.empty());
        }

        @Override
        public boolean isOwned(int tenant, long account) {
            return account <= AccountId.NUMBER_MAX
                    && restrictions.owner(new AccountId(tenant, account)).isPresent();
        }

        @Override
        public boolean isKind(String kind) {
            return RestrictionKind.isWord(kind) || kind.equals(P2pRestrictions.KIND);
        }

        @Override
        public RestrictionResult restrict(RestrictionOrder order, Consumer<Transaction> also) {
            OptionalLong user = restrictions.owner(new AccountId(order.tenant(), order.account()));
            if (user.isEmpty()) {
                return new RestrictionResult.UnknownUser();
            }
            if (order.kind().equals(P2pRestrictions.KIND)) {
                return restrictP2p(order, also);
            }
            try {
                restrictions.set(
                        order.tenant(),
                        user.getAsLong(),
                        order.by(),
                        new RestrictionRequest(RestrictionKind.of(order.kind()), order.reason(), order.endsAt()),
                        also);
                return new RestrictionResult.Done();
            } catch (Refusal why) {
                if (why.code() == RefusalCode.ALREADY_DECIDED) {
                    return new RestrictionResult.Already(String.valueOf(why.getMessage()));
                }
                throw why;
            }
        }

        private RestrictionResult restrictP2p(RestrictionOrder order, Consumer<Transaction> also) {
            P2pRestriction toSet = new P2pRestriction(
                    0,
                    new AccountId(order.tenant(), order.account()),
                    order.reason(),
                    order.by(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    Optional.ofNullable(order.endsAt()));
            return p2p.set(toSet, also)
                    .<RestrictionResult>map(before ->
                            new RestrictionResult.Already("restriction " + before.id() + " is in force already"))
                    .orElseGet(RestrictionResult.Done::new);
        }
    }
}

package com.flowex.launcher;

import com.flowex.ground.Ground;
import com.flowex.ground.database.PersonRows;
import com.flowex.identity.IdentityService;
import com.flowex.identity.OwnRows;
import com.flowex.identity.person.Neighbours;
import com.flowex.operations.kind.OwnDataWork;
import com.flowex.risk.RiskService;
import com.flowex.trading.TradingService;
import com.flowex.wallet.PersonTables;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Adapter that has identity process requests for personal data, and gives it the other services' queries over a
 * person's data.
 */
record OwnDataDoing(IdentityService identity) implements OwnDataWork.Doing {

    static Neighbours neighbours(Ground ground, Neighbours.Work work) {
        List<PersonRows> rows = Stream.of(
                        OwnRows.all(), TradingService.personRows(), PersonTables.rows(), RiskService.personRows())
                .flatMap(List::stream)
                .toList();
        List<PersonRows> holdings = Stream.of(
                        PersonTables.holdings(), TradingService.personHoldings(), OwnRows.holdings())
                .flatMap(List::stream)
                .toList();
        List<PersonRows> removals = Stream.concat(PersonTables.removals().stream(), RiskService.removals().stream())
                .toList();
        return new Neighbours(rows, new AccountHoldings(ground.database(), holdings), removals, work);
    }

    @Override
    public int eraseDue(int tenant) {
        return identity.erasures().eraseDue(tenant);
    }

    @Override
    public int makeArchives(int tenant, IntConsumer percent) {
        return identity.archives().makeAll(tenant, percent);
    }
}

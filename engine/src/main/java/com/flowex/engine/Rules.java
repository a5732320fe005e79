package com.flowex.engine;

/** The rules of the exchange, each in a class of its own, put together once over one state. */
final class Rules {

    final Catalogue listing;
    final Transfers transfers;
    final FirstAnswers answers;
    final Placement placement;
    final Trials trials;
    final PairPlacement pairs;
    final Cancellation cancellation;
    final Replacement replacement;
    final Amendment amendment;
    final Revision revision;
    final DeadMansTimers deadMansTimers;
    final MarketStates markets;
    final Operators operators;
    final Clock clock;
    final Looks looks;

    Rules(ExchangeState state) {
        listing = new Catalogue(state);
        transfers = new Transfers(state);
        answers = new FirstAnswers(state);
        Gate gate = new Gate(state);
        Reach reach = new Reach(state.touched);
        Overdue overdue = new Overdue(state);
        Walk walk = new Walk(state, overdue, reach);
        OrderEnds ends = new OrderEnds(state);
        markets = new MarketStates(state, ends);
        operators = new Operators(state, ends);
        looks = new Looks(state, ends, gate);
        Matching matching = new Matching(state, ends, overdue, new Settlement(state), markets);
        Passage passage = new Passage(state, matching, ends);
        Admission admission = new Admission(state, reach, gate, looks);
        Waiting waiting = new Waiting(state, looks);
        Slices slices = new Slices(state, gate, reach, walk, matching, ends);
        TriggerQueue turns = new TriggerQueue(state, admission, gate, reach, walk, passage, looks, overdue, ends);
        placement = new Placement(state, answers, admission, walk, passage, waiting, slices);
        trials = new Trials(state, answers, admission, walk, reach, gate);
        pairs = new PairPlacement(state, placement, answers, admission, walk, passage, waiting);
        cancellation = new Cancellation(state, ends);
        replacement = new Replacement(state, placement, cancellation, ends);
        amendment = new Amendment(state, cancellation, ends, admission, gate, reach, walk, passage, overdue);
        revision = new Revision(state, cancellation, amendment, admission, gate, looks, overdue);
        deadMansTimers = new DeadMansTimers(state, ends);
        clock = new Clock(state, looks, turns, slices, ends, deadMansTimers, transfers, markets);
    }
}

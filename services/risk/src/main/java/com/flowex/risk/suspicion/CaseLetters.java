package com.flowex.risk.suspicion;

import com.flowex.ground.work.Passing;
import com.flowex.risk.suspicion.CasePeople.Decider;
import com.flowex.risk.suspicion.ToldCasesTable.NewCases;
import com.flowex.risk.suspicion.ToldCasesTable.Telling;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to administrators who may decide of cases that there are new ones: one letter for all that are new, in the language of each,
 * and to nobody of what they are suspected in. How far it is is written down before each letter, so nobody gets one twice; where there
 * is no mail server the next run goes on with whom it did not take.
 */
public final class CaseLetters {

    private static final Logger LOG = LoggerFactory.getLogger(CaseLetters.class);

    private final ToldCasesTable told;
    private final CasePeople people;

    public CaseLetters(ToldCasesTable told, CasePeople people) {
        this.told = told;
        this.people = people;
    }

    /**
     * Writes of what is new.
     *
     * @return one line of what was done
     * @throws Exception that is {@link Passing} if nobody can be written to now
     */
    public String run(int tenant) throws Exception {
        int letters = 0;
        Telling state = told.state(tenant);
        if (state.isUnderWay()) {
            letters += write(tenant, state);
            state = told.state(tenant);
        }
        long newest = told.newest(tenant, state.told());
        if (newest > state.told() && !state.isUnderWay() && told.begin(tenant, state, newest)) {
            letters += write(tenant, new Telling(state.told(), newest, 0));
        }
        return letters + " letters of new cases";
    }

    /** To all who do not have it; somebody else may be writing the rest. */
    private int write(int tenant, Telling letter) throws Exception {
        int letters = 0;
        long at = letter.user();
        for (Decider each : people.deciders(tenant)) {
            if (each.user() > at) {
                if (!told.next(tenant, letter.telling(), at, each.user())) {
                    return letters;
                }
                letters += write(tenant, letter, at, each) ? 1 : 0;
                at = each.user();
            }
        }
        told.done(tenant, letter.telling());
        return letters;
    }

    private boolean write(int tenant, Telling letter, long before, Decider to) throws Exception {
        List<NewCases> news = told.news(tenant, letter, to.account());
        if (news.isEmpty()) {
            return false;
        }
        CaseWords words = CaseWords.of(to.language());
        try {
            people.write(tenant, to, words.subject(news), words.text(news));
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof Passing) {
                told.next(tenant, letter.telling(), to.user(), before);
                throw e;
            }
            LOG.warn("user {} of tenant {} is not told of new cases: {}", to.user(), tenant, e.toString());
            return false;
        }
    }
}

package com.flowex.simulator.simulation;

/**
 * One step of a run. It can be carried out in any state, so that steps may be left out; without anything to do it does
 * nothing.
 *
 * @param dice random number that decides all details of the step
 */
record Move(StepKind choice, long dice) {}

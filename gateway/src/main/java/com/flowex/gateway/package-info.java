/**
 * The door before one or several processes of FlowEx. It decides nothing about orders or money, keeps nothing of a call, and holds no
 * body in memory whole.
 */
@NullMarked
package com.flowex.gateway;

import org.jspecify.annotations.NullMarked;

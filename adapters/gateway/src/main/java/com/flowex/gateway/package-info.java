/**
 * Reverse proxy before one or several processes of FlowEx. It decides nothing about orders or money, keeps nothing of a
 * call, and never holds a whole body in memory.
 */
@NullMarked
package com.flowex.gateway;

import org.jspecify.annotations.NullMarked;

/** Reports of people on people, the cases that they become, and restrictions. */
@NullMarked
package com.flowex.p2p.app.report;

import org.jspecify.annotations.NullMarked;

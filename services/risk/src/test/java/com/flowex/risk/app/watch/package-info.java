@NullMarked
package com.flowex.risk.app.watch;

import org.jspecify.annotations.NullMarked;

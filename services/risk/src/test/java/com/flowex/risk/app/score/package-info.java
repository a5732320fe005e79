@NullMarked
package com.flowex.risk.app.score;

import org.jspecify.annotations.NullMarked;

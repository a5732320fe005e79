@NullMarked
package com.flowex.risk.app.run;

import org.jspecify.annotations.NullMarked;

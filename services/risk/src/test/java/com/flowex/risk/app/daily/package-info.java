@NullMarked
package com.flowex.risk.app.daily;

import org.jspecify.annotations.NullMarked;

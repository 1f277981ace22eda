# Lookback. `make help` lists what can be made; `make test` and `make demo` need only Debian and a Swift toolchain.

.DEFAULT_GOAL := help
.PHONY: help dependencies build release test check-agreement model fuzz api-schema attack kills hardships service lint format demo bench bench-check

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

dependencies: ## install the missing system packages (root or sudo), or say which line installs them
	@scripts/install-dependencies

build: dependencies ## debug build of everything but the tests
	swift build

# The Swift runtime linked in, and each module sees into the others: a tenth less of the processor.
RELEASE = swift build -c release --static-swift-stdlib -Xswiftc -cross-module-optimization --product

release: dependencies ## release build of lookbackd and lookback, which need no Swift to run
	$(RELEASE) lookbackd
	$(RELEASE) lookback

test: dependencies lint ## everything a change must pass: lint, build, all tests; BUILD_FLAGS
	swift build --build-tests $(BUILD_FLAGS)
	scripts/run-tests
	LOOKBACK_BUILD=debug scripts/api-client-test

check-agreement: dependencies ## compare the checker with exhaustive search and with lives (2000 at most), try it on small definitions (300): LOOKBACK_CHECK_SEEDS (5000)
	LOOKBACK_CHECK_SEEDS=$${LOOKBACK_CHECK_SEEDS:-5000} swift test --filter 'CheckAgreementTests|SmallDefinitionTests|LivedProofTests'

model: dependencies ## compare the engine with a little model of the notation: LOOKBACK_MODEL_HISTORIES (10000)
	LOOKBACK_MODEL_HISTORIES=$${LOOKBACK_MODEL_HISTORIES:-10000} swift test --filter 'LookbackYAMLTests.ModelTests'

fuzz: dependencies ## send a daemon requests made from what its addresses declare, right and wrong: LOOKBACK_FUZZ_REQUESTS (200000), LOOKBACK_FUZZ_SEED
	swift build -c release --product lookbackd
	swift build -c release --product HTTPFuzz
	.build/release/HTTPFuzz $${LOOKBACK_FUZZ_REQUESTS:-200000} $${LOOKBACK_FUZZ_SEED:-$$(date +%s)} workflows

api-schema: dependencies ## hold the daemon to the document of the API with schemathesis: LOOKBACK_SCHEMA_EXAMPLES (550) for each address
	swift build -c release --product lookbackd
	swift build -c release --product lookback
	scripts/api-schema-test $${LOOKBACK_SCHEMA_EXAMPLES:-550}

attack: release ## 500 slow, 5,000 idle and 50 greedy connections, and what others notice of them: ATTACK
	scripts/attack $(ATTACK)

kills: dependencies ## the kill test at full count: LOOKBACK_KILLS (200), LOOKBACK_KILL_SEED (1)
	scripts/kill-test

hardships: dependencies ## load before, during and after each hardship: LOOKBACK_HARDSHIP (10) seconds each, a table
	LOOKBACK_HARDSHIP=$${LOOKBACK_HARDSHIP:-10} swift test --filter HardshipTests | grep -E '^\||✘|✔ Suite'

service: ## boot a throw-away machine with a real systemd, install there as the README says, check the service (root)
	scripts/systemd-test

# A few hundred at a time: the formatter has all of its files open, and most systems allow 1,024.
swift_files = find Sources Tests Benchmarks Package.swift -name '*.swift' -print0 | sort -z | xargs -0 -n 400

lint: ## complain about what `make format` would change, and about broken style rules
	$(swift_files) swift format lint --strict --parallel

format: ## format the Swift files in place
	$(swift_files) swift format --in-place --parallel

demo: dependencies ## build, start a daemon on a test clock, tell the story of the letter, load the sample year
	scripts/demo

define build_bench
	$(RELEASE) lookbackd
	$(RELEASE) EngineBenchmark
endef

bench: dependencies ## measure the engine beside its yardsticks; BENCH="--write docs/performance.md" keeps the table
	$(build_bench)
	$(RELEASE) lookback
	mkdir -p .build
	scripts/bench-peers --install >.build/peers.txt || true
	.build/release/EngineBenchmark --peers .build/peers.txt $(BENCH)

bench-check: dependencies ## before a release: fail when batches or timers have fallen by a third against their yardstick since docs/performance.md
	$(build_bench)
	.build/release/EngineBenchmark --only batches,storm --rounds 3 --seconds 1 --storm 10000 --check docs/performance.md

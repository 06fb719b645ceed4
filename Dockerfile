# plancheck in a container: docker run --rm --network none -v "$PWD:/reports:ro" plancheck validate /reports
FROM python:3.13-slim AS build
COPY . /source
RUN pip wheel --quiet --wheel-dir /wheels /source

FROM python:3.13-slim
COPY --from=build /wheels /wheels
RUN pip install --quiet --no-cache-dir --no-index --find-links /wheels plancheck \
    && rm -r /wheels \
    && useradd --no-create-home --shell /usr/sbin/nologin plancheck
USER plancheck
WORKDIR /reports
ENTRYPOINT ["plancheck"]
CMD ["--help"]
